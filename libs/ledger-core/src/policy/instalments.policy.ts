import { add, minorUnit, splitEvenly, times, type Money, sum } from '../kernel/money';
import { addMonths, type Day } from '../kernel/calendar';

/** `count` instalments: each is `base`, the first `extra` of them one minor unit more. Upfront is one instalment. */
export type Instalments = Readonly<{ count: number; base: Money; extra: number }>;

/** R-PUR-2: a unit price in equal instalments by largest remainder; they sum to the price exactly. */
export function instalmentsOf(unitPrice: Money, count: number): Instalments {
  return { count, ...splitEvenly(unitPrice, count) };
}

/** The amount of instalment `number`, counted from 1. */
export function instalment(of: Instalments, number: number): Money {
  if (!Number.isSafeInteger(number) || number < 1 || number > of.count)
    throw new RangeError(`No instalment ${number} of ${of.count}`);
  return number <= of.extra ? add(of.base, minorUnit(of.base.currency)) : of.base;
}

/** Σ of the instalments `from` to the last, both counted from 1; 0 when `from` lies beyond the last. */
export function instalmentsFrom(of: Instalments, from: number): Money {
  const left = Math.max(of.count - from + 1, 0);
  const withExtra = Math.max(of.extra - from + 1, 0);
  return sum(of.base.currency, [
    times(of.base, left),
    times(minorUnit(of.base.currency), withExtra),
  ]);
}

/** R-PUR-2: instalment `number` is due that many months after the purchase, less one. */
export function instalmentDueOn(purchasedOn: Day, number: number): Day {
  return addMonths(purchasedOn, number - 1);
}
