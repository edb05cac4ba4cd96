import {
  type BillingAccount,
  type Day,
  type JsonObject,
  type ListPrice,
  type RefundReservation,
} from '#ledger-core';
import { asListPrice, type PriceBook } from '#price-list';
import { type Gathered } from '../execution/decide-gathered';
import { type ApplicationRejection } from '../messages/application-rejection';

/** A refund as it was asked for, before anything was looked up. */
export type AskedRefund = Pick<
  RefundReservation,
  'orderId' | 'reservationId' | 'quantity' | 'session' | 'reason'
>;

type PriceFound =
  | Readonly<{ outcome: 'found'; listPrice: ListPrice | undefined }>
  | Readonly<{ outcome: 'rejected'; rejection: ApplicationRejection }>;

/**
 * Looks up what a refund needs to be decided on a day: today's list price of what was bought (R-AMT-2). No usage
 * and no rates are reported yet: nothing was used, and only accounts in USD can be counted towards the cap.
 */
export async function gatherRefund(
  prices: PriceBook,
  asked: AskedRefund,
  state: BillingAccount,
  on: Day,
): Promise<Gathered> {
  const price = await priceOfTheDay(prices, asked, state, on);
  if (price.outcome === 'rejected') return price;
  const { listPrice } = price;
  const known = {
    usageReported: false,
    ...(listPrice === undefined ? {} : { listPriceOfTheDay: listPrice }),
  };
  const inputs: JsonObject = known;
  return {
    outcome: 'gathered',
    command: { type: 'RefundReservation', ...asked, ...known },
    inputs,
  };
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
  return { outcome: 'rejected', rejection: { code: 'PriceMissing', skuName, location, term, on } };
}
