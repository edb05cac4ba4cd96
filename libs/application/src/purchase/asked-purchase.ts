import { type JsonObject } from '#ledger-core';
import { canonicalJson } from '#event-log';
import { type PurchaseRequest } from '../messages/purchase.messages';

/** The parsed fields of a purchase as they are compared and hashed: names without case, absent members left out. */
export function askedPurchase(request: PurchaseRequest): JsonObject {
  const { reservedResourceType: type, displayName, instanceFlexibility, reviewDateTime } = request;
  return {
    skuName: request.skuName.toLowerCase(),
    location: request.location.toLowerCase(),
    ...(type === undefined ? {} : { reservedResourceType: type.toLowerCase() }),
    billingSubscriptionId: request.billingSubscriptionId,
    term: request.term,
    billingPlan: request.billingPlan,
    quantity: request.quantity,
    ...(displayName === undefined ? {} : { displayName }),
    appliedScopeType: request.appliedScopeType,
    appliedScopes: request.appliedScopes,
    ...(instanceFlexibility === undefined ? {} : { instanceFlexibility }),
    renew: request.renew,
    ...(reviewDateTime === undefined ? {} : { reviewDateTime }),
  };
}

const FIELDS: readonly (keyof PurchaseRequest)[] = [
  'skuName',
  'location',
  'reservedResourceType',
  'billingSubscriptionId',
  'term',
  'billingPlan',
  'quantity',
  'displayName',
  'appliedScopeType',
  'appliedScopes',
  'instanceFlexibility',
  'renew',
  'reviewDateTime',
];

/** The first field in which a purchase differs from its quote; none when they ask for the same. */
export function differingField(
  quoted: JsonObject,
  asked: JsonObject,
): keyof PurchaseRequest | undefined {
  return FIELDS.find((field) => {
    const [left, right] = [quoted[field], asked[field]];
    return canonicalJson(left ?? null) !== canonicalJson(right ?? null);
  });
}
