import {
  type BillingAccount,
  Calendar,
  type Day,
  type JsonObject,
  type Money,
  type Product,
  type RenewalDue,
  type RenewalPrice,
  type RenewalPrices,
  renewalsDue,
  STEPS_PER_APPEND_MAX,
} from '#ledger-core';
import { rejectedFor } from '../answers';
import { asListPrice, type Knowledge, type PriceBook, type PriceOfDay } from '#price-list';
import { type Rejected } from '../messages/outcome';
import { type ExchangeRateBook } from '../ports/exchange-rate-book.port';
import { type ReferenceBooks } from '../ports/reference-books';
import { listCurrencies, rateOfPrice } from '../purchase/price-for-sale';

type GatheredRenewals =
  Readonly<{ outcome: 'gathered'; renewalPrices: RenewalPrices; inputs: JsonObject }> | Rejected;

const NOTHING: GatheredRenewals = {
  outcome: 'gathered',
  renewalPrices: new Map(),
  inputs: {},
};

/**
 * Looks up the price of the day of all that a due day may buy again (R-PUR-6), among the rows recorded before the
 * day began (R-TIM-1), and among the rates recorded by then the one of a list in another currency. What is listed no
 * longer has no price.
 */
export async function gatherRenewals(
  { prices, rates }: Pick<ReferenceBooks, 'prices' | 'rates'>,
  state: BillingAccount,
  on: Day,
): Promise<GatheredRenewals> {
  // One append takes no more steps, however much falls due.
  const due = renewalsDue(state, on).slice(0, STEPS_PER_APPEND_MAX);
  if (state.opened === undefined || due.length === 0) return NOTHING;
  const { currency: into } = state.opened;
  const currencies = listCurrencies(into);
  const knowledge = { recordedBefore: Calendar.startOf(on) };
  const wanted = due.flatMap((renewal) =>
    currencies.map((currency) => ({ ...productToBuy(renewal), currency })),
  );
  const found = await prices.pricesOfDay(wanted, on, knowledge);
  const renewalPrices = new Map<RenewalDue['reservationId'], RenewalPrice>();
  for (const [index, renewal] of due.entries()) {
    const first = index * currencies.length;
    const rows = found.slice(first, first + currencies.length);
    const product = productToBuy(renewal);
    if (!(await isKnown(prices, product, rows))) return missing(product, on);
    renewalPrices.set(renewal.reservationId, priceIn(rows));
  }
  await addRates(rates, renewalPrices, { into, on, knowledge });
  return { outcome: 'gathered', renewalPrices, inputs: inputsOf(renewalPrices) };
}

/** Its renew properties may name another product or term; else what it covers today. */
function productToBuy({ reservation }: RenewalDue): Product {
  return reservation.renewProperties?.product ?? reservation.product;
}

function priceIn(rows: readonly (PriceOfDay | undefined)[]): RenewalPrice {
  const price = rows.find((each) => each?.listed === true);
  return price === undefined ? {} : { listPrice: asListPrice(price.row) };
}

/** All prices in another currency are of the one other list there is: one rate serves them all. */
async function addRates(
  rates: ExchangeRateBook,
  renewalPrices: Map<RenewalDue['reservationId'], RenewalPrice>,
  charged: Readonly<{ into: Money.Currency; on: Day; knowledge: Knowledge }>,
): Promise<void> {
  let rate: Pick<RenewalPrice, 'exchangeRate'> | undefined;
  for (const [reservationId, price] of renewalPrices) {
    const { listPrice } = price;
    if (listPrice === undefined || listPrice.unitPrice.currency === charged.into) continue;
    rate ??= await rateOfPrice(rates, listPrice, charged);
    renewalPrices.set(reservationId, { ...price, ...rate });
  }
}

/** A product without a row on the day is not listed; one that never had a row in any term is a fault of the book. */
async function isKnown(
  prices: PriceBook,
  { skuName, region, resourceType }: Product,
  rows: readonly (PriceOfDay | undefined)[],
): Promise<boolean> {
  if (rows.some((row) => row !== undefined)) return true;
  return (await prices.resourceTypesOf(skuName, region)).includes(resourceType);
}

function missing({ skuName, region, term }: Product, on: Day): GatheredRenewals {
  return rejectedFor({ code: 'PriceMissing', skuName, location: region, term, on });
}

function inputsOf(renewalPrices: RenewalPrices): JsonObject {
  const listed = [...renewalPrices].map(([reservationId, { listPrice, exchangeRate }]) => ({
    reservationId,
    ...(listPrice && { listPrice }),
    ...(exchangeRate && { exchangeRate }),
  }));
  return { renewalPrices: listed };
}
