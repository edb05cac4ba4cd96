import {
  type BillingAccount,
  type Day,
  type ExchangeRate,
  type JsonObject,
  type ListPrice,
  Money,
  refusalAtOnce,
  type RefundReservation,
} from '#ledger-core';
import { asListPrice, type PriceBook } from '#price-list';
import { rejectedFor } from '../answers';
import { type Asker, type Gathered } from '../execution/decide-gathered';
import { type Rejected } from '../messages/outcome';
import { type ExchangeRateBook } from '../ports/exchange-rate-book.port';
import { type ReferenceBooks } from '../ports/reference-books';
import { usageOf } from '../usage/usage-of';

/** A refund as it was asked for, before anything was looked up. */
type AskedRefund = Pick<
  RefundReservation,
  'orderId' | 'reservationId' | 'quantity' | 'session' | 'reason'
>;

type PriceFound = Readonly<{ outcome: 'found'; listPrice: ListPrice | undefined }> | Rejected;

/**
 * Looks up what a refund needs to be decided on a day: today's list price of what was bought (R-AMT-2), and whether it
 * was used (R-AMT-5), and the rate into USD, in which the cap is counted (R-CAP-2).
 */
export async function gatherRefund(
  { prices, usage, rates }: ReferenceBooks,
  asked: AskedRefund,
  state: BillingAccount,
  asker: Asker,
): Promise<Gathered> {
  const refused = refusalAtOnce({ type: 'RefundReservation', ...asked }, state, asker);
  if (refused !== undefined) return rejectedFor(refused);
  const { on } = asker;
  const price = await priceOfTheDay(prices, asked, state, on);
  if (price.outcome === 'rejected') return price;
  const { listPrice } = price;
  const { reservationId } = asked;
  const usedDay = (await usageOf(usage, state, [reservationId], on)).get(reservationId);
  const capRate = await rateIntoUsd(rates, state, on);
  const known = {
    usageReported: usedDay !== undefined,
    ...(capRate && { capRate }),
    ...(listPrice === undefined ? {} : { listPriceOfTheDay: listPrice }),
  };
  const inputs: JsonObject = { ...known, ...(usedDay === undefined ? {} : { usedDay }) };
  return {
    outcome: 'gathered',
    command: { type: 'RefundReservation', ...asked, ...known },
    inputs,
  };
}

/** None for an account in USD, which needs none, and none when none is published: the decision then names the pair. */
async function rateIntoUsd(
  rates: ExchangeRateBook,
  { opened }: BillingAccount,
  on: Day,
): Promise<ExchangeRate | undefined> {
  if (opened === undefined || opened.currency === Money.USD) return undefined;
  return rates.rateOn({ from: opened.currency, to: Money.USD }, on);
}

/** A row that has ended is no price; no row at all of a product that was bought is a fault. */
async function priceOfTheDay(
  prices: PriceBook,
  { reservationId }: AskedRefund,
  state: BillingAccount,
  on: Day,
): Promise<PriceFound> {
  const reservation = state.reservations.get(reservationId);
  if (reservation === undefined) return { outcome: 'found', listPrice: undefined };
  // R-AMT-2: after a swap it is the SKU bought that is compared.
  const { boughtProduct: product, listPrice } = reservation;
  const { currency } = listPrice.unitPrice;
  const price = await prices.priceOfDay({ ...product, currency }, on);
  if (price !== undefined)
    return { outcome: 'found', listPrice: price.listed ? asListPrice(price.row) : undefined };
  const { skuName, region: location, term } = product;
  return rejectedFor({ code: 'PriceMissing', skuName, location, term, on });
}
