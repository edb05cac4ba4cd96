import {
  type BillingAccount,
  Calendar,
  type Day,
  type JsonObject,
  type Product,
  type RenewalDue,
  type RenewalPrice,
  type RenewalPrices,
  renewalsDue,
  STEPS_PER_APPEND_MAX,
} from '#ledger-core';
import { asListPrice, type PriceBook, type PriceOfDay } from '#price-list';
import { type ApplicationRejection } from '../messages/application-rejection';
import { listCurrencies } from '../purchase/price-for-sale';

export type GatheredRenewals =
  | Readonly<{ outcome: 'gathered'; renewalPrices: RenewalPrices; inputs: JsonObject }>
  | Readonly<{ outcome: 'rejected'; rejection: ApplicationRejection }>;

const NOTHING: GatheredRenewals = {
  outcome: 'gathered',
  renewalPrices: new Map(),
  inputs: {},
};

/**
 * Looks up the price of the day of all that a due day may buy again (R-PUR-6), among the rows recorded before the
 * day began (R-TIM-1). What is listed no longer has no price. No rate between currencies is known yet.
 */
export async function gatherRenewals(
  prices: PriceBook,
  state: BillingAccount,
  on: Day,
): Promise<GatheredRenewals> {
  // One append takes no more steps, however much falls due.
  const due = renewalsDue(state, on).slice(0, STEPS_PER_APPEND_MAX);
  if (state.opened === undefined || due.length === 0) return NOTHING;
  const currencies = listCurrencies(state.opened.currency);
  const wanted = due.flatMap((renewal) =>
    currencies.map((currency) => ({ ...productToBuy(renewal), currency })),
  );
  const found = await prices.pricesOfDay(wanted, on, { recordedBefore: Calendar.startOf(on) });
  const renewalPrices = new Map<RenewalDue['reservationId'], RenewalPrice>();
  for (const [index, renewal] of due.entries()) {
    const first = index * currencies.length;
    const rows = found.slice(first, first + currencies.length);
    const product = productToBuy(renewal);
    if (!(await isKnown(prices, product, rows))) return missing(product, on);
    renewalPrices.set(renewal.reservationId, priceIn(rows));
  }
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
  const rejection = { code: 'PriceMissing', skuName, location: region, term, on } as const;
  return { outcome: 'rejected', rejection };
}

function inputsOf(renewalPrices: RenewalPrices): JsonObject {
  const listed = [...renewalPrices].map(([reservationId, { listPrice }]) => ({
    reservationId,
    ...(listPrice && { listPrice }),
  }));
  return { renewalPrices: listed };
}
