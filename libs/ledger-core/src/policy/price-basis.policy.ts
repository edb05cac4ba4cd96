import { type ExchangeRate, type ListPrice } from '../catalogue/price';
import { isMoreThan, type Money } from '../kernel/money';
import { instalment, instalmentsOf } from './instalments.policy';
import { unitPriceOf } from './price.policy';
import { given, instalmentReckoned, lowerPrice, type Reckoned } from './reckoning';

/** What was paid for one unit in the period that is refunded, and how that price came about. */
export type PaidPrice = Readonly<{
  unitAmount: Money;
  listPrice: ListPrice;
  exchangeRate?: ExchangeRate;
  instalments: number;
  instalment: number;
}>;

/**
 * R-AMT-2: the lower of the unit price paid and today's list price of the same product; the price
 * paid if the product is listed no longer. Compared in the list's currency, instalment by instalment,
 * and refunded at the rate of the purchase.
 */
export function priceBasis(paid: PaidPrice, listPriceOfTheDay: ListPrice | undefined): Reckoned {
  if (listPriceOfTheDay === undefined) return given(paid.unitAmount);
  const { instalments, instalment: number, exchangeRate } = paid;
  const then = instalment(instalmentsOf(paid.listPrice.unitPrice, instalments), number);
  const now = instalment(instalmentsOf(listPriceOfTheDay.unitPrice, instalments), number);
  if (!isMoreThan(then, now)) return given(paid.unitAmount);

  const unitPrice = unitPriceOf(listPriceOfTheDay, exchangeRate);
  const listed =
    instalments === 1
      ? unitPrice
      : instalmentReckoned('instalmentOfTheDay', unitPrice, instalments, number);
  return lowerPrice('basis', paid.unitAmount, listed);
}
