import {
  type BillingAccount,
  type Day,
  type ExchangeReservations,
  type JsonObject,
  type ListPrice,
  refusalAtOnce,
  type ReservationId,
  type ReservationOrderId,
  type SubscriptionAccounts,
} from '#ledger-core';
import { asListPrice, type PriceBook } from '#price-list';
import { rejectedFor } from '../answers';
import { type Asker } from '../execution/decide-gathered';
import { type Moment } from '../execution/stream-kind';
import { type Rejected } from '../messages/outcome';
import { type AskedReturn, type ExchangeRequest } from '../messages/exchange.messages';
import { type ReferenceBooks } from '../ports/reference-books';
import { pricesForSale } from '../purchase/price-for-sale';
import { reservationToBuy } from '../purchase/reservation-to-buy';
import { twinSkuNameOf } from '../swap/twin-sku-name';
import { usageOf } from '../usage/usage-of';
import { reservationUnknown } from './locate-returns';

/** An exchange as it was asked for, with the accounts of the subscriptions it names. */
export type AskedExchange = ExchangeRequest &
  Pick<ExchangeReservations, 'session'> &
  Readonly<{ accountOf: SubscriptionAccounts }>;

type GatheredExchange =
  Readonly<{ outcome: 'gathered'; command: ExchangeReservations; inputs: JsonObject }> | Rejected;
type KnownReturns =
  | (Pick<ExchangeReservations, 'returns'> & Readonly<{ outcome: 'known'; inputs: JsonObject }>)
  | Rejected;

type NamedReturn = AskedReturn & Readonly<{ orderId: ReservationOrderId }>;
type ListPrices =
  Readonly<{ outcome: 'found'; listPrices: ReadonlyMap<ReservationId, ListPrice> }> | Rejected;

/**
 * Looks up, each for all lines at once, what an exchange needs to be decided on a day: the price and rate of what is
 * bought, and what there is to know of the returns.
 */
export async function gatherExchange(
  books: ReferenceBooks,
  asked: AskedExchange,
  state: BillingAccount,
  moment: Moment & Asker,
): Promise<GatheredExchange> {
  if (state.opened === undefined) return rejectedFor({ code: 'BillingAccountUnknown' });
  const named = namedReturns(asked.returns, state);
  if ('outcome' in named) return named;
  const first = { type: 'ExchangeReservations', returns: named } as const;
  const refused = refusalAtOnce(first, state, moment);
  if (refused !== undefined) return rejectedFor(refused);
  const { currency } = state.opened;
  const priced = await pricesForSale(books, asked.purchases, currency, moment.on);
  if (priced.outcome === 'rejected') return priced;
  const known = await knownOfReturns(books, named, state, moment);
  if (known.outcome === 'rejected') return known;
  return {
    outcome: 'gathered',
    command: {
      type: 'ExchangeReservations',
      returns: known.returns,
      purchases: asked.purchases.flatMap((request, index) => {
        const price = priced.priced[index];
        return price === undefined ? [] : [reservationToBuy(request, price)];
      }),
      accountOf: asked.accountOf,
      ...(asked.session && { session: asked.session }),
    },
    // What was looked up for a purchase stands in its own event: the row of its price, and the rate.
    inputs: known.inputs,
  };
}

/**
 * What was used (R-AMT-5), the twin of a single reservation (R-EXC-6), and today's list price of what is returned where
 * the terms compare it (R-EXC-4).
 */
async function knownOfReturns(
  { prices, usage }: ReferenceBooks,
  named: readonly NamedReturn[],
  state: BillingAccount,
  { on, terms }: Moment,
): Promise<KnownReturns> {
  const compared = terms.lowerPriceInExchange ? named : [];
  const listed = await listPricesOfDay(prices, compared, state, on);
  if (listed.outcome === 'rejected') return listed;
  const ids = named.map(({ reservationId }) => reservationId);
  const used = await usageOf(usage, state, ids, on);
  const twinSkuName = await twinOfOnly(prices, named, state, on);
  const twin = twinSkuName === undefined ? {} : { twinSkuName };
  const returns = named.map((line) => {
    const listPriceOfTheDay = listed.listPrices.get(line.reservationId);
    return {
      ...line,
      ...twin,
      usageReported: used.has(line.reservationId),
      ...(listPriceOfTheDay && { listPriceOfTheDay }),
    };
  });
  const listPricesOfTheDay = [...listed.listPrices].map(([reservationId, listPrice]) => ({
    reservationId,
    listPrice,
  }));
  const inputs = { usedDays: [...used.values()], listPricesOfTheDay, ...twin };
  return { outcome: 'known', returns, inputs };
}

/** A reservation that was named without its order has the one it is in. */
function namedReturns(
  returns: readonly AskedReturn[],
  state: BillingAccount,
): readonly NamedReturn[] | Rejected {
  const named: NamedReturn[] = [];
  for (const line of returns) {
    const { reservationId } = line;
    const orderId = line.orderId ?? state.reservations.get(reservationId)?.orderId;
    if (orderId === undefined) return rejectedFor(reservationUnknown(reservationId));
    named.push({ ...line, orderId });
  }
  return named;
}

/** R-AMT-2: a row that has ended is no price; no row at all of a product that was bought is a fault. */
async function listPricesOfDay(
  prices: PriceBook,
  returns: readonly NamedReturn[],
  state: BillingAccount,
  on: Day,
): Promise<ListPrices> {
  const known = returns.flatMap(({ reservationId }) => {
    const reservation = state.reservations.get(reservationId);
    if (reservation === undefined) return [];
    const { boughtProduct, listPrice } = reservation;
    return [{ reservationId, product: boughtProduct, currency: listPrice.unitPrice.currency }];
  });
  const found = await prices.pricesOfDay(
    known.map(({ product, currency }) => ({ ...product, currency })),
    on,
  );
  const listPrices = new Map<ReservationId, ListPrice>();
  for (const [index, { reservationId, product }] of known.entries()) {
    const price = found[index];
    const { skuName, region: location, term } = product;
    if (price === undefined)
      return rejectedFor({ code: 'PriceMissing', skuName, location, term, on });
    if (price.listed) listPrices.set(reservationId, asListPrice(price.row));
  }
  return { outcome: 'found', listPrices };
}

/** R-EXC-6: only an exchange of one reservation can be a swap. */
async function twinOfOnly(
  prices: PriceBook,
  returns: readonly NamedReturn[],
  state: BillingAccount,
  on: Day,
): Promise<string | undefined> {
  const [only] = returns;
  if (only === undefined || returns.length > 1) return undefined;
  const reservation = state.reservations.get(only.reservationId);
  return reservation && twinSkuNameOf(prices, reservation, on);
}
