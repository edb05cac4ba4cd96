import { type ExchangeRate, type ListPrice } from '../catalogue/price';
import { isMoreThan, type Money } from '../kernel/money';
import { instalment, instalmentsOf } from './instalments.policy';
import {
  convertedAt,
  given,
  instalmentReckoned,
  listPriceRounded,
  lowerPrice,
  type Reckoned,
} from './reckoning';

/** What was paid for one unit in the period that is refunded, and how that price came about. */
export type PaidPrice = Readonly<{
  unitAmount: Money;
  listPrice: ListPrice;
  exchangeRate?: ExchangeRate;
  instalments: number;
  instalment: number;
}>;

/**
 * R-AMT-2: the lower of the unit price paid and today's list price of the same product. Compared in
 * the list's currency, instalment by instalment, and refunded at the rate of the purchase.
 */
export function lowerPriceBasis(paid: PaidPrice, listPriceOfTheDay: ListPrice): Reckoned {
  const { instalments, instalment: number, exchangeRate } = paid;
  const code = listPriceOfTheDay.unitPrice.currency;
  const then = instalment(instalmentsOf(paid.listPrice.unitPrice, instalments), number);
  const listed = listPriceRounded(code, listPriceOfTheDay.listed);
  const now = partOf(listed, paid);
  const lower = lowerPrice('lowerPrice', then, now);
  if (exchangeRate === undefined) return lower;
  // The comparison is in the list's currency; the lower of the two goes on in that of the bill.
  const chosen = isMoreThan(then, now.amount) ? listed.amount : paid.listPrice.unitPrice;
  const converted = partOf(convertedAt('unitPrice', given(chosen), exchangeRate), paid);
  return { amount: converted.amount, steps: [...lower.steps, ...converted.steps] };
}

function partOf(unitPrice: Reckoned, { instalments, instalment: number }: PaidPrice): Reckoned {
  return instalments === 1
    ? unitPrice
    : instalmentReckoned('instalmentOfTheDay', unitPrice, instalments, number);
}
