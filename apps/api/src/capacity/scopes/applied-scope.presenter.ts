import { isGuid } from '#ledger-core';
import { type ReservationView, shownScopeTypeOf } from '#read-models';
import { type BodyOf } from '../../http/body-of';
import { type appliedScope } from './applied-scope.answer';

/** What a reservation applies to. `appliedScopes` is left out for what names no single scope. */
type AppliedScopeBody = BodyOf<typeof appliedScope>;

type Scoped = Pick<ReservationView, 'appliedScope' | 'scopeName'>;

/** The scope that is or will be applied; `scopeName` is the name of its subscription. */
export function presentAppliedScope({ appliedScope, scopeName }: Scoped): AppliedScopeBody {
  const { type, scopes } = appliedScope;
  const [scope, tenantId] = scopes;
  if (scope === undefined || type === 'Shared') return { appliedScopeType: type };
  if (type === 'ManagementGroup')
    return {
      appliedScopeType: type,
      appliedScopeProperties: {
        ...(tenantId === undefined ? {} : { tenantId }),
        managementGroupId: scope,
        displayName: lastPart(scope),
      },
    };
  const id = isGuid(scope) ? `/subscriptions/${scope}` : scope;
  return {
    appliedScopeType: type,
    appliedScopes: [id],
    ...singleScope(id, appliedScope, scopeName),
  };
}

/** A resource group bears its own name, a subscription the one it was linked with. */
function singleScope(
  id: string,
  appliedScope: ReservationView['appliedScope'],
  scopeName: string | undefined,
): Pick<AppliedScopeBody, 'appliedScopeProperties'> {
  if (shownScopeTypeOf({ appliedScope }) === 'ResourceGroup')
    return { appliedScopeProperties: { resourceGroupId: id, displayName: lastPart(id) } };
  const displayName = scopeName === undefined ? {} : { displayName: scopeName };
  return { appliedScopeProperties: { subscriptionId: id, ...displayName } };
}

function lastPart(id: string): string {
  return id.split('/').findLast((part) => part !== '') ?? id;
}
