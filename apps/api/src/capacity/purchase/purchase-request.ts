import { type PurchaseRequest } from '#application';
import { appliedScopeOf } from '../scopes/applied-scope';
import { type PurchaseBody } from './purchase.dto';

/** Azure's body in the ledger's words. A plan left out is Upfront, a scope left out Shared, as Azure has it. */
export function purchaseRequestOf(body: PurchaseBody): PurchaseRequest {
  const { properties } = body;
  const { reservedResourceType, displayName, reservedResourceProperties, reviewDateTime } =
    properties;
  const instanceFlexibility = reservedResourceProperties?.instanceFlexibility;
  const scope = appliedScopeOf(properties);
  return {
    skuName: body.sku.name,
    location: body.location,
    ...(reservedResourceType === undefined ? {} : { reservedResourceType }),
    billingSubscriptionId: properties.billingScopeId,
    term: properties.term,
    billingPlan: properties.billingPlan ?? 'Upfront',
    quantity: properties.quantity,
    ...(displayName === undefined ? {} : { displayName }),
    appliedScopeType: scope.type,
    appliedScopes: scope.scopes,
    ...(instanceFlexibility === undefined ? {} : { instanceFlexibility }),
    renew: properties.renew ?? false,
    ...(reviewDateTime === undefined ? {} : { reviewDateTime }),
  };
}
