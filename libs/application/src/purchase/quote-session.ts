import {
  type AppliedScope,
  BILLING_PLANS,
  type JsonObject,
  type ListPrice,
  type Product,
  type PurchaseReservation,
  RESOURCE_TYPES,
  reservationOrderId,
  subscriptionId,
  TERMS,
} from '#ledger-core';
import { type Session } from '#read-models';
import { countOf, dayOf, flagOf, moneyOf, objectOf, oneOf, textOf, textsOf } from '../json-reading';

const SCOPE_TYPES: readonly AppliedScope['type'][] = ['Single', 'Shared', 'ManagementGroup'];
const ON_OFF = ['On', 'Off'] as const;

/** What a quote keeps of the purchase it prices: all but the ticket, which is the session itself. */
export type QuotedPurchase = Omit<PurchaseReservation, 'type' | 'orderId' | 'quote' | 'accountOf'>;

/** The purchase that a quote's session stands for. @throws RangeError when the session is not a quote's. */
export function quotedPurchase({
  id,
  billingAccountId,
  result,
  principal,
  expiresAt,
}: Session): PurchaseReservation {
  const scope = objectOf(result, 'appliedScope');
  const billed = subscriptionId(textOf(result, 'billingSubscriptionId'));
  return {
    type: 'PurchaseReservation',
    orderId: reservationOrderId(id),
    quote: { principal, expiresAt },
    // The quote was made for the account that the subscription belongs to.
    accountOf: new Map([[billed, billingAccountId]]),
    product: productOf(objectOf(result, 'product')),
    quantity: countOf(result, 'quantity'),
    billingPlan: oneOf(result, 'billingPlan', BILLING_PLANS),
    listPrice: listPriceOf(objectOf(result, 'listPrice')),
    displayName: textOf(result, 'displayName'),
    billingSubscriptionId: billed,
    appliedScope: { type: oneOf(scope, 'type', SCOPE_TYPES), scopes: textsOf(scope, 'scopes') },
    instanceFlexibility: oneOf(result, 'instanceFlexibility', ON_OFF),
    renew: flagOf(result, 'renew'),
  };
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
