import { type Day } from '../kernel/calendar';
import { type Money } from '../kernel/money';

/** A price list's row as it stood when it was used. `unitPrice` is for the whole term, in the list's currency. */
export type ListPrice = Readonly<{
  rowId: string;
  unitPrice: Money;
  effectiveFrom: Day;
  effectiveTo?: Day;
}>;

/** One unit of `from` is worth `rate` units of `to` on the day `on`. */
export type ExchangeRate = Readonly<{
  from: string;
  to: string;
  on: Day;
  /** Decimal text. */
  rate: string;
  source: string;
}>;
