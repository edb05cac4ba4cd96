import { type BillingPlan, type Product } from '../../catalogue/product';
import { billingPlansOf } from '../../policy/price.policy';
import { type RenewProperties } from '../events/reservation-events';
import { type Rejection } from '../rejections';

/** R-PUR-6, R-PUR-1: what is to be bought at expiry must be something that is sold. */
export function refusalOfRenewal(
  properties: RenewProperties | undefined,
  bought: Readonly<{ product: Product; billingPlan: BillingPlan }>,
): Rejection | undefined {
  if (properties === undefined) return undefined;
  const { product, billingPlan } = { ...bought, ...properties };
  const { quantity } = properties;
  if (quantity !== undefined && (!Number.isSafeInteger(quantity) || quantity < 1))
    return { code: 'InvalidRenewal', field: 'quantity', accepted: 'a whole number, 1 or more' };
  const offered = billingPlansOf(product.resourceType);
  if (!offered.includes(billingPlan))
    return { code: 'InvalidRenewal', field: 'billingPlan', accepted: offered.join(' or ') };
  return undefined;
}
