import {
  BILLING_PLANS,
  billingAccountId,
  type ExchangeRate,
  type JsonObject,
  type ListPrice,
  type Product,
  type PurchaseReservation,
  RESOURCE_TYPES,
  reservationOrderId,
  type SubscriptionAccounts,
  subscriptionId,
  TERMS,
} from '#ledger-core';
import { SCOPE_TYPES, type Session } from '#read-models';
import { countOf, dayOf, flagOf, moneyOf, objectOf, oneOf, textOf, textsOf } from '../json-reading';

/** Whether a purchase is flexible in size, as a session keeps it. @throws RangeError when that is neither On nor Off. */
export function flexibilityOf(json: JsonObject): 'On' | 'Off' {
  return oneOf(json, 'instanceFlexibility', ['On', 'Off']);
}

/** What a quote keeps of the purchase it prices: all but the ticket, which is the session itself. */
type QuotedPurchase = Omit<PurchaseReservation, 'type' | 'orderId' | 'quote'>;

/** As it stands in the session of the quote. */
export function quotedJson({ accountOf, ...purchase }: QuotedPurchase): JsonObject {
  return { ...purchase, accountOf: Object.fromEntries(accountOf) };
}

/** The purchase that a quote's session stands for. @throws RangeError when the session is not a quote's. */
export function quotedPurchase({ id, result, principal, expiresAt }: Session): PurchaseReservation {
  const scope = objectOf(result, 'appliedScope');
  return {
    type: 'PurchaseReservation',
    orderId: reservationOrderId(id),
    quote: { principal, expiresAt },
    accountOf: accountsOf(objectOf(result, 'accountOf')),
    product: productOf(objectOf(result, 'product')),
    quantity: countOf(result, 'quantity'),
    billingPlan: oneOf(result, 'billingPlan', BILLING_PLANS),
    listPrice: listPriceOf(objectOf(result, 'listPrice')),
    ...(result['exchangeRate'] === undefined
      ? {}
      : { exchangeRate: exchangeRateOf(objectOf(result, 'exchangeRate')) }),
    displayName: textOf(result, 'displayName'),
    billingSubscriptionId: subscriptionId(textOf(result, 'billingSubscriptionId')),
    appliedScope: { type: oneOf(scope, 'type', SCOPE_TYPES), scopes: textsOf(scope, 'scopes') },
    instanceFlexibility: flexibilityOf(result),
    renew: flagOf(result, 'renew'),
    ...(result['reviewDateTime'] === undefined
      ? {}
      : { reviewDateTime: textOf(result, 'reviewDateTime') }),
  };
}

/** The account of each subscription as it was when the price was quoted (R-ACC-3). */
function accountsOf(json: JsonObject): SubscriptionAccounts {
  return new Map(
    Object.keys(json).map((id) => [subscriptionId(id), billingAccountId(textOf(json, id))]),
  );
}

function productOf(json: JsonObject): Product {
  return {
    resourceType: oneOf(json, 'resourceType', RESOURCE_TYPES),
    skuName: textOf(json, 'skuName'),
    region: textOf(json, 'region'),
    term: oneOf(json, 'term', TERMS),
  };
}

function listPriceOf(json: JsonObject): ListPrice {
  return {
    rowId: textOf(json, 'rowId'),
    listed: textOf(json, 'listed'),
    unitPrice: moneyOf(json, 'unitPrice'),
    effectiveFrom: dayOf(json, 'effectiveFrom'),
    ...(json['effectiveTo'] === undefined ? {} : { effectiveTo: dayOf(json, 'effectiveTo') }),
  };
}

function exchangeRateOf(json: JsonObject): ExchangeRate {
  return {
    from: textOf(json, 'from'),
    to: textOf(json, 'to'),
    on: dayOf(json, 'on'),
    rate: textOf(json, 'rate'),
    source: textOf(json, 'source'),
  };
}
