import { type ReservationView } from '#read-models';
import { type BodyOf } from '../../http/body-of';
import { presentAppliedScope } from '../scopes/applied-scope.presenter';
import { type renewalAnswer } from './renewal.answer';

/** What will be bought at expiry, as a purchase would ask for it. Its price is that of the day it is bought. */
type RenewPropertiesBody = BodyOf<typeof renewalAnswer>;

/** R-PUR-6: with its renew properties or else the same again; undefined for one that will not be bought again. */
export function presentRenewal(reservation: ReservationView): RenewPropertiesBody | undefined {
  const { renewProperties, state, renew } = reservation;
  if (state !== 'Succeeded' || (!renew && renewProperties === undefined)) return undefined;
  const bought = { ...reservation, renew: true, ...renewProperties };
  return {
    purchaseProperties: {
      sku: { name: bought.product.skuName },
      location: bought.product.region,
      properties: {
        reservedResourceType: bought.product.resourceType,
        billingScopeId: `/subscriptions/${bought.billingSubscriptionId}`,
        term: bought.product.term,
        billingPlan: bought.billingPlan,
        quantity: bought.quantity,
        displayName: bought.displayName,
        ...presentAppliedScope(bought),
        renew: bought.renew,
        reservedResourceProperties: { instanceFlexibility: bought.instanceFlexibility },
      },
    },
  };
}
