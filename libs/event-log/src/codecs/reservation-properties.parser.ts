import { z } from 'zod';
import {
  type AppliedScope,
  BILLING_PLANS,
  type Product,
  type RenewProperties,
  type ReservationPurchased,
  RESOURCE_TYPES,
  TERMS,
} from '#ledger-core';
import { exactly, oneOf, oneOfList } from './shapes';
import { flag, ids, ordinal, text } from './values';

export const product = exactly<Product>({
  resourceType: oneOfList(RESOURCE_TYPES),
  skuName: text,
  region: text,
  term: oneOfList(TERMS),
});

export const appliedScope = exactly<AppliedScope>({
  type: oneOf<AppliedScope['type']>({ Single: true, Shared: true, ManagementGroup: true }),
  scopes: z.array(text),
});

export const instanceFlexibility = oneOf<ReservationPurchased['data']['instanceFlexibility']>({
  On: true,
  Off: true,
});

export const renewProperties = exactly<RenewProperties>({
  product: product.exactOptional(),
  quantity: ordinal.exactOptional(),
  billingPlan: oneOfList(BILLING_PLANS).exactOptional(),
  displayName: text.exactOptional(),
  billingSubscriptionId: ids.subscription.exactOptional(),
  appliedScope: appliedScope.exactOptional(),
  instanceFlexibility: instanceFlexibility.exactOptional(),
  renew: flag.exactOptional(),
});
