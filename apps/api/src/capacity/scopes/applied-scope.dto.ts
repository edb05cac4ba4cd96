import { z } from 'zod';
import { textField } from '../../http/input/text-field';
import { orNull, shortText, wordOf } from '../request-fields';

const SCOPE_LENGTH_MAX = 1_024;
const SCOPES_MAX = 100;

const scopeText = textField(SCOPE_LENGTH_MAX).min(1);

/** The members by which a purchase, an update and a renewal name what a reservation applies to. */
export const appliedScopeFields = {
  appliedScopeType: orNull(wordOf(['Single', 'Shared', 'ManagementGroup'])).describe(
    'Single: one subscription or resource group. Shared: all of the account. ManagementGroup: those of the group.',
  ),
  appliedScopes: orNull(z.array(scopeText).max(SCOPES_MAX)).describe(
    'For Single: the one subscription or resource group, by its id.',
  ),
  appliedScopeProperties: orNull(
    z.object({
      subscriptionId: orNull(shortText),
      resourceGroupId: orNull(scopeText),
      tenantId: orNull(shortText),
      managementGroupId: orNull(scopeText),
    }),
  ),
};

/** Scopes by themselves: to ask which of them a reservation may apply to. */
export const scopeTexts = z
  .array(scopeText)
  .min(1)
  .max(SCOPES_MAX)
  .describe('Subscriptions or resource groups, by their ids.');

/** What of them a body has. */
export type AppliedScopeFields = {
  readonly [Name in keyof typeof appliedScopeFields]?: z.output<(typeof appliedScopeFields)[Name]>;
};
