import { type AppliedScope, isGuid, subscriptionId } from '#ledger-core';
import { Refusal } from '../../http/errors/refusal';
import { type AppliedScopeFields } from './applied-scope.dto';
import { subscriptionNamed } from '../resource-id';

const RESOURCE_GROUP = /^\/?subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/?$/i;

/** What a purchase asks to apply to; Shared when it says nothing, as Azure has it. */
export function appliedScopeOf(fields: AppliedScopeFields): AppliedScope {
  return scopeOfType(fields.appliedScopeType ?? 'Shared', fields);
}

/** What an update asks to apply to; undefined when it says nothing. Scopes without a type say which they are. */
export function appliedScopeIn(fields: AppliedScopeFields): AppliedScope | undefined {
  const { appliedScopeType: type, appliedScopes = [], appliedScopeProperties: named } = fields;
  if (type !== undefined) return scopeOfType(type, fields);
  if (appliedScopes.length === 0 && named === undefined) return undefined;
  return scopeOfType(named?.managementGroupId === undefined ? 'Single' : 'ManagementGroup', fields);
}

function scopeOfType(type: AppliedScope['type'], fields: AppliedScopeFields): AppliedScope {
  const { appliedScopes: scopes = [], appliedScopeProperties: named } = fields;
  switch (type) {
    case 'Shared':
      return sharedScope(scopes);
    case 'Single':
      return singleScope(scopes.length > 0 ? scopes : singlesNamed(named));
    case 'ManagementGroup':
      return managementGroupScope(named);
  }
}

type ScopeProperties = AppliedScopeFields['appliedScopeProperties'];

/** A resource group is narrower than the subscription it names with it. */
function singlesNamed(named: ScopeProperties): readonly string[] {
  const scope = named?.resourceGroupId ?? named?.subscriptionId;
  return scope === undefined ? [] : [scope];
}

function sharedScope(scopes: readonly string[]): AppliedScope {
  if (scopes.length > 0)
    throw badScope(
      'BadRequest',
      'A shared reservation names no scopes; leave appliedScopes out, or send appliedScopeType Single.',
    );
  return { type: 'Shared', scopes: [] };
}

function singleScope(scopes: readonly string[]): AppliedScope {
  const [scope] = scopes;
  if (scope === undefined)
    throw badScope(
      'MissingAppliedScopesForSingle',
      'appliedScopeType Single needs the subscription or resource group it applies to.',
    );
  if (scopes.length > 1)
    throw badScope(
      'InvalidSingleAppliedScopesCount',
      `appliedScopeType Single takes one scope; ${scopes.length} were given.`,
    );
  return { type: 'Single', scopes: [spelled(scope)] };
}

/** A subscription or resource group in whatever form, as its resource id; another text as it is. */
export function spelled(scope: string): string {
  const subscription = subscriptionNamed(scope);
  if (subscription !== undefined) return `/subscriptions/${subscription}`;
  const [, of = '', group = ''] = RESOURCE_GROUP.exec(scope) ?? [];
  return isGuid(of) ? `/subscriptions/${subscriptionId(of)}/resourceGroups/${group}` : scope;
}

function managementGroupScope(named: ScopeProperties): AppliedScope {
  const group = named?.managementGroupId;
  if (group === undefined)
    throw badScope(
      'BadRequest',
      'appliedScopeType ManagementGroup needs appliedScopeProperties.managementGroupId.',
    );
  const tenant = named?.tenantId;
  return { type: 'ManagementGroup', scopes: tenant === undefined ? [group] : [group, tenant] };
}

function badScope(code: string, detail: string): Refusal {
  return new Refusal({ status: 400, code, detail, field: 'properties.appliedScopes' });
}
