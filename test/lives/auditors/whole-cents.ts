import { type Money } from '#ledger-core';

/*
 * Whole minor units as bigint: a second way of reckoning, which shares no code with the ledger's decimals.
 */

/** Decimal places of the currencies that lives use, where they are not two (ISO 4217). */
const DECIMALS: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, KWD: 3, BHD: 3 };

export function decimalsOf(currency: string): number {
  return DECIMALS[currency] ?? 2;
}

/** An amount's minor units; the text always has the decimals of its currency. */
export function cents({ amount }: Pick<Money.Money, 'amount'>): bigint {
  return wholeUnits(amount);
}

/** The digits of a decimal text as one whole number. */
export function wholeUnits(text: string): bigint {
  return BigInt(text.replace('.', ''));
}

/** Minor units as the decimal text of an amount of the currency. */
export function decimalText(units: bigint, currency: string): string {
  return withPlaces(units, decimalsOf(currency));
}

/** A whole number as decimal text, its last digits after the point. */
export function withPlaces(units: bigint, places: number): string {
  if (places === 0) return String(units);
  const digits = String(units).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

export function total(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

export function lesserOf(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** How far `a` goes beyond `b`. */
export function beyond(a: bigint, b: bigint): bigint {
  return a > b ? a - b : 0n;
}

/** A decimal text as a fraction of whole numbers. */
export function fraction(text: string): readonly [bigint, bigint] {
  const [whole = '', part = ''] = text.split('.');
  return [BigInt(whole + part), 10n ** BigInt(part.length)];
}

/** Half up; nothing that is rounded is ever negative. */
export function halfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

/** R-PUR-1: a decimal text in minor units of a currency. */
export function roundedTo(currency: string, text: string): bigint {
  const [numerator, denominator] = fraction(text);
  return halfUp(numerator * 10n ** BigInt(decimalsOf(currency)), denominator);
}

/** An amount of one currency × a rate, in minor units of another. */
export function converted(amount: bigint, rate: string, from: string, to: string): bigint {
  const [numerator, denominator] = fraction(rate);
  const up = 10n ** BigInt(decimalsOf(to));
  const down = 10n ** BigInt(decimalsOf(from));
  return halfUp(amount * numerator * up, denominator * down);
}

/** An amount of one currency ÷ a rate, in minor units of another. */
export function convertedBack(amount: bigint, rate: string, from: string, to: string): bigint {
  const [numerator, denominator] = fraction(rate);
  const up = 10n ** BigInt(decimalsOf(to));
  const down = 10n ** BigInt(decimalsOf(from));
  return halfUp(amount * denominator * up, numerator * down);
}

/** R-PUR-2: one of `count` instalments, counted from 1; the earliest have a unit more. */
export function instalmentOf(price: bigint, count: number, number: number): bigint {
  const base = price / BigInt(count);
  return base + (BigInt(number) <= price % BigInt(count) ? 1n : 0n);
}

/** R-AMT-3: the sum of all instalments after one. */
export function instalmentsAfter(price: bigint, count: number, number: number): bigint {
  let sum = 0n;
  for (let later = number + 1; later <= count; later += 1) sum += instalmentOf(price, count, later);
  return sum;
}

/** R-AMT-5: a whole in parts by largest remainder, ties to the first. */
export function apportioned(whole: bigint, weights: readonly bigint[]): readonly bigint[] {
  const weight = total(weights);
  if (weight === 0n) return weights.map(() => 0n);
  const parts = weights.map((each) => (whole * each) / weight);
  const rests = weights.map((each, index) => ({ index, rest: (whole * each) % weight }));
  rests.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1));
  let left = whole - total(parts);
  for (const { index } of rests) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts;
}
