import { z } from 'zod';
import { SCOPE_TYPES } from '#read-models';

const scopeProperties = z
  .strictObject({
    subscriptionId: z.string().exactOptional(),
    resourceGroupId: z.string().exactOptional(),
    tenantId: z.string().exactOptional(),
    managementGroupId: z.string().exactOptional(),
    displayName: z.string().exactOptional(),
  })
  .meta({
    id: 'AppliedScopeProperties',
    description:
      'What a reservation applies to: one subscription, one resource group, or a management group with its tenant.',
  });

/** The members that say what a reservation applies to. */
export const appliedScopeAnswer = {
  appliedScopeType: z
    .enum(SCOPE_TYPES)
    .describe(
      'Single: one subscription or resource group. Shared: all subscriptions of the account. ManagementGroup: those of the group.',
    ),
  appliedScopes: z
    .array(z.string())
    .length(1)
    .describe('The single scope by its id; absent for the other types.')
    .exactOptional(),
  appliedScopeProperties: scopeProperties.exactOptional(),
};

export const appliedScope = z.strictObject(appliedScopeAnswer);
