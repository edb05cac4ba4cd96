import { Decimal } from 'decimal.js';
import { type Brand } from './brand';

/** An ISO 4217 code. Every currency has the minor units of `minorUnitsOf`. */
export type Currency = Brand<string, 'Currency'>;

/** Decimal text with exactly the minor units of its currency, such as '1800.00'. */
export type Amount = Brand<string, 'Amount'>;

/** Plain JSON on purpose: an event holds money exactly as the log and the wire do. */
export type Money = Readonly<{ currency: Currency; amount: Amount }>;

/** Currencies whose minor unit is not the hundredth (ISO 4217). */
const MINOR_UNITS: Readonly<Record<string, number>> = {
  BHD: 3,
  CLP: 0,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  OMR: 3,
  PYG: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
};

// 64 digits hold any product of two prices; the exponents keep amounts out of scientific notation.
const Exact = Decimal.clone({ precision: 64, toExpNeg: -64, toExpPos: 64 });

/** @throws RangeError when the text is not three capital letters. */
export function currency(code: string): Currency {
  if (!/^[A-Z]{3}$/.test(code)) throw new RangeError(`Not an ISO 4217 code: ${code}`);
  return code as Currency;
}

export const USD: Currency = currency('USD');

/** How many decimal places the smallest unit of a currency has (2 unless ISO 4217 says otherwise). */
export function minorUnitsOf(code: Currency): number {
  return MINOR_UNITS[code] ?? 2;
}

/**
 * Exact money. A finer value than the minor unit is a bug at the caller: rounding has functions of its own.
 * @throws RangeError when the text is not a decimal number exact to the minor unit.
 */
export function money(code: Currency, value: string): Money {
  if (!isDecimalText(value)) throw new RangeError(`Not a decimal number: ${value}`);
  return exactly(code, new Exact(value));
}

/** Whether a text is a plain decimal number: digits, at most one point, an optional minus. */
export function isDecimalText(value: string): boolean {
  return /^-?\d{1,24}(\.\d{1,24})?$/.test(value);
}

/** Whether a decimal text is exact to the minor unit of a currency. */
export function isExactIn(code: Currency, value: string): boolean {
  return isDecimalText(value) && new Exact(value).decimalPlaces() <= minorUnitsOf(code);
}

/** Nothing, in a currency. */
export function zero(code: Currency): Money {
  return exactly(code, new Exact(0));
}

/** The smallest amount of a currency, such as one cent. */
export function minorUnit(code: Currency): Money {
  return exactly(code, new Exact(10).pow(-minorUnitsOf(code)));
}

/** @throws TypeError when the currencies differ. */
export function add(left: Money, right: Money): Money {
  return combine(left, right, (a, b) => a.plus(b));
}

/** @throws TypeError when the currencies differ. */
export function subtract(left: Money, right: Money): Money {
  return combine(left, right, (a, b) => a.minus(b));
}

/** The same amount the other way round; nothing stays nothing, without a sign. */
export function negate(of: Money): Money {
  return exactly(of.currency, new Exact(of.amount).negated());
}

/** All amounts together, nothing of none. @throws TypeError when one is not in the currency. */
export function sum(code: Currency, amounts: readonly Money[]): Money {
  let total = new Exact(0);
  for (const each of amounts) {
    assertCurrency(each, code);
    total = total.plus(each.amount);
  }
  return exactly(code, total);
}

/** A whole multiple, which needs no rounding. */
export function times(unit: Money, count: number): Money {
  if (!Number.isSafeInteger(count)) throw new RangeError(`Not a count: ${count}`);
  return exactly(unit.currency, new Exact(unit.amount).times(count));
}

/** -1, 0 or 1. @throws TypeError when the currencies differ. */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  assertCurrency(right, left.currency);
  return new Exact(left.amount).comparedTo(right.amount) as -1 | 0 | 1;
}

/** @throws TypeError when the currencies differ. */
export function isMoreThan(left: Money, right: Money): boolean {
  return compare(left, right) > 0;
}

/** @throws TypeError when the currencies differ. */
export function equals(left: Money, right: Money): boolean {
  return compare(left, right) === 0;
}

/** Whether it is nothing. */
export function isZero(of: Money): boolean {
  return new Exact(of.amount).isZero();
}

/** Whether it is more than nothing. */
export function isPositive(of: Money): boolean {
  return new Exact(of.amount).greaterThan(0);
}

/** The smaller of two amounts. @throws TypeError when the currencies differ. */
export function lesser(left: Money, right: Money): Money {
  return isMoreThan(left, right) ? right : left;
}

/** How far an amount goes beyond another; nothing when it does not. @throws TypeError when the currencies differ. */
export function excess(of: Money, over: Money): Money {
  return isMoreThan(of, over) ? subtract(of, over) : zero(of.currency);
}

/** A price finer than the minor unit, rounded half up before anything else happens to it (R-PUR-1). */
export function roundedHalfUp(code: Currency, value: string): Money {
  if (!isDecimalText(value)) throw new RangeError(`Not a decimal number: ${value}`);
  return rounded(code, new Exact(value));
}

/** `whole × part ÷ of`, rounded half up to the minor unit (R-AMT-4). */
export function proportion(whole: Money, part: number, of: number): Money {
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(of) || part < 0 || of <= 0 || part > of)
    throw new RangeError(`Not a proportion: ${part}/${of}`);
  return rounded(whole.currency, new Exact(whole.amount).times(part).dividedBy(of));
}

/** An amount × a decimal factor (a rate of exchange or of a fee), rounded half up to the minor unit. */
export function converted(of: Money, factor: string, to: Currency): Money {
  return rounded(to, new Exact(of.amount).times(factor));
}

/** An amount ÷ a decimal factor (the inverse of a rate), rounded half up to the minor unit. */
export function convertedInversely(of: Money, factor: string, to: Currency): Money {
  return rounded(to, new Exact(of.amount).dividedBy(factor));
}

/**
 * `total` in `parts` equal instalments by largest remainder (R-PUR-2): every part is `base`, and the
 * first `extra` of them carry one minor unit more, so that they sum to `total` exactly.
 */
export function splitEvenly(total: Money, parts: number): Readonly<{ base: Money; extra: number }> {
  if (!Number.isSafeInteger(parts) || parts <= 0) throw new RangeError(`Not a count: ${parts}`);
  const unit = new Exact(10).pow(-minorUnitsOf(total.currency));
  const units = new Exact(total.amount).dividedToIntegerBy(unit);
  const base = units.dividedToIntegerBy(parts);
  return {
    base: exactly(total.currency, base.times(unit)),
    extra: units.minus(base.times(parts)).toNumber(),
  };
}

/**
 * `total` apportioned to `weights` by largest remainder, ties to the earliest (R-AMT-5).
 * The parts sum to `total` exactly; weights that are all zero give the whole to the first.
 */
export function apportion(total: Money, weights: readonly Money[]): readonly Money[] {
  const unit = new Exact(10).pow(-minorUnitsOf(total.currency));
  const units = new Exact(total.amount).dividedBy(unit);
  const whole = weights.reduce((running, weight) => running.plus(weight.amount), new Exact(0));
  if (whole.isZero())
    return weights.map((_, index) => (index === 0 ? total : zero(total.currency)));
  // Quotients would be cut somewhere, and equal remainders come out unequal: remainders are exact.
  const parts = weights.map((weight, index) => {
    const product = units.times(weight.amount);
    const floor = product.dividedToIntegerBy(whole);
    return { index, floor, remainder: product.minus(floor.times(whole)) };
  });
  const left = parts.reduce((running, { floor }) => running.minus(floor), units).toNumber();
  const byRemainder = parts.toSorted(
    (a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index,
  );
  const raised = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return parts.map(({ floor, index }) =>
    exactly(total.currency, floor.plus(raised.has(index) ? 1 : 0).times(unit)),
  );
}

/** The one place in the ledger where a fraction of a minor unit is dropped. */
function rounded(code: Currency, value: Decimal): Money {
  return exactly(code, value.toDecimalPlaces(minorUnitsOf(code), Decimal.ROUND_HALF_UP));
}

function exactly(code: Currency, value: Decimal): Money {
  const places = minorUnitsOf(code);
  if (value.decimalPlaces() > places)
    throw new RangeError(`Finer than the minor unit of ${code}: ${value.toFixed()}`);
  const plain = value.isZero() ? new Exact(0) : value;
  return { currency: code, amount: plain.toFixed(places) as Amount };
}

function combine(left: Money, right: Money, operation: (a: Decimal, b: Decimal) => Decimal): Money {
  assertCurrency(right, left.currency);
  return exactly(left.currency, operation(new Exact(left.amount), new Exact(right.amount)));
}

function assertCurrency(of: Money, expected: Currency): void {
  if (of.currency !== expected)
    throw new TypeError(`Mixed currencies: ${of.currency} and ${expected}`);
}
