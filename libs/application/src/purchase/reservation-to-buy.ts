import {
  type AppliedScope,
  type ReservationToBuy,
  type SubscriptionId,
  subscriptionsInScope,
} from '#ledger-core';
import { type PurchaseRequest } from '../messages/purchase.messages';
import { type PricedProduct } from './price-for-sale';

/** What a purchase asks to apply to. */
function scopeOf({ appliedScopeType: type, appliedScopes: scopes }: PurchaseRequest): AppliedScope {
  return { type, scopes };
}

/** The subscriptions that a purchase names: the one it is billed to first, and those it applies to. */
export function subscriptionsOfPurchase(request: PurchaseRequest): readonly SubscriptionId[] {
  return [request.billingSubscriptionId, ...subscriptionsInScope(scopeOf(request))];
}

/** A purchase as it is decided. A reservation is named after its product unless the buyer names it. */
export function reservationToBuy(
  request: PurchaseRequest,
  { product, listPrice, exchangeRate, title }: PricedProduct,
): ReservationToBuy {
  const isFlexible = product.resourceType === 'VirtualMachines';
  return {
    product,
    listPrice,
    ...(exchangeRate && { exchangeRate }),
    quantity: request.quantity,
    billingPlan: request.billingPlan,
    displayName: request.displayName ?? title,
    billingSubscriptionId: request.billingSubscriptionId,
    appliedScope: scopeOf(request),
    instanceFlexibility: request.instanceFlexibility ?? (isFlexible ? 'On' : 'Off'),
    renew: request.renew,
    ...(request.reviewDateTime !== undefined && { reviewDateTime: request.reviewDateTime }),
  };
}
