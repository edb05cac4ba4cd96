import { type Day } from '../kernel/calendar';
import { type Currency, type Money, roundedHalfUp } from '../kernel/money';

/** A price list's row as it stood when it was used. */
export type ListPrice = Readonly<{
  rowId: string;
  /** Decimal text, as fine as the list has it. */
  listed: string;
  /** `listed` to the minor unit, half up: for the whole term, in the list's currency (R-PUR-1). */
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

/** A row's price ready for use: rounded half up before anything else, comparison included (R-PUR-1). */
export function listPriceOf(
  row: Readonly<{
    rowId: string;
    listed: string;
    currency: Currency;
    effectiveFrom: Day;
    effectiveTo?: Day;
  }>,
): ListPrice {
  const { currency, ...rest } = row;
  return { ...rest, unitPrice: roundedHalfUp(currency, row.listed) };
}
