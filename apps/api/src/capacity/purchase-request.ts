import { type PurchaseRequest } from '#application';
import { Refusal } from '../http/refusal';
import { type PurchaseBody } from './purchase.dto';

type Scope = Pick<PurchaseRequest, 'appliedScopeType' | 'appliedScopes'>;

/** Azure's body in the ledger's words. A plan left out is Upfront, a scope left out Shared, as Azure has it. */
export function purchaseRequestOf(body: PurchaseBody): PurchaseRequest {
  const { properties } = body;
  const { reservedResourceType, displayName, reservedResourceProperties } = properties;
  const instanceFlexibility = reservedResourceProperties?.instanceFlexibility;
  return {
    skuName: body.sku.name,
    location: body.location,
    ...(reservedResourceType === undefined ? {} : { reservedResourceType }),
    billingSubscriptionId: properties.billingScopeId,
    term: properties.term,
    billingPlan: properties.billingPlan ?? 'Upfront',
    quantity: properties.quantity,
    ...(displayName === undefined ? {} : { displayName }),
    ...scopeOf(properties),
    ...(instanceFlexibility === undefined ? {} : { instanceFlexibility }),
    renew: properties.renew ?? false,
  };
}

function scopeOf(properties: PurchaseBody['properties']): Scope {
  const named = properties.appliedScopeProperties;
  const scopes = properties.appliedScopes ?? [];
  switch (properties.appliedScopeType) {
    case undefined:
    case 'Shared':
      return sharedScope(scopes);
    case 'Single':
      return singleScope(scopes.length > 0 ? scopes : singlesNamed(named));
    case 'ManagementGroup':
      return managementGroupScope(named?.managementGroupId);
  }
}

type ScopeProperties = PurchaseBody['properties']['appliedScopeProperties'];

/** A resource group is narrower than the subscription it names with it. */
function singlesNamed(named: ScopeProperties): readonly string[] {
  const scope = named?.resourceGroupId ?? named?.subscriptionId;
  return scope === undefined ? [] : [scope];
}

function sharedScope(scopes: readonly string[]): Scope {
  if (scopes.length > 0)
    throw badScope(
      'BadRequest',
      'A shared reservation names no scopes; leave appliedScopes out, or send appliedScopeType Single.',
    );
  return { appliedScopeType: 'Shared', appliedScopes: [] };
}

function singleScope(scopes: readonly string[]): Scope {
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
  return { appliedScopeType: 'Single', appliedScopes: [scope] };
}

function managementGroupScope(group: string | undefined): Scope {
  if (group === undefined)
    throw badScope(
      'BadRequest',
      'appliedScopeType ManagementGroup needs appliedScopeProperties.managementGroupId.',
    );
  return { appliedScopeType: 'ManagementGroup', appliedScopes: [group] };
}

function badScope(code: string, detail: string): Refusal {
  return new Refusal({ status: 400, code, detail, field: 'properties.appliedScopes' });
}
