import { z } from 'zod';
import { BILLING_PLANS, RESOURCE_TYPES, TERMS } from '#ledger-core';
import { SUBSCRIPTION_ID } from '../answer-fields';
import { appliedScopeAnswer } from '../scopes/applied-scope.answer';

/** Azure's RenewPropertiesResponse: a purchase as it will be asked for. */
export const renewalAnswer = z
  .strictObject({
    purchaseProperties: z.strictObject({
      sku: z.strictObject({ name: z.string() }),
      location: z.string(),
      properties: z.strictObject({
        reservedResourceType: z.enum(RESOURCE_TYPES),
        billingScopeId: SUBSCRIPTION_ID,
        term: z.enum(TERMS),
        billingPlan: z.enum(BILLING_PLANS),
        quantity: z.int().min(1),
        displayName: z.string(),
        ...appliedScopeAnswer,
        renew: z.boolean(),
        reservedResourceProperties: z.strictObject({
          instanceFlexibility: z.enum(['On', 'Off']),
        }),
      }),
    }),
  })
  .meta({ id: 'RenewPropertiesResponse' });
