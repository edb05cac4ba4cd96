import { type AskedChanges, type AskedRenewal } from '#application';
import { badInput } from '../../http/errors/refusal';
import { appliedScopeIn } from '../scopes/applied-scope';
import { type AppliedScopeFields } from '../scopes/applied-scope.dto';
import { type RenewalBody, type UpdateBody } from './reservation-changes.dto';

type Patched = Partial<NonNullable<UpdateBody['properties']>>;
type Renewed = Partial<NonNullable<RenewalBody['properties']>>;

/** Azure's Patch in the ledger's words: what is left out stays as it is. @throws Refusal 400 when nothing is given. */
export function askedChangesOf(body: UpdateBody): AskedChanges {
  const properties: Patched = body.properties ?? {};
  const renewal = renewalOf(properties.renewProperties?.purchaseProperties);
  const changes = {
    ...plainChanges(properties),
    ...scopeIn(properties),
    ...(renewal && { renewal }),
  };
  if (Object.keys(changes).length > 0) return changes;
  throw badInput(
    'properties: nothing is given to change; give one or more of name, appliedScopeType, appliedScopes, appliedScopeProperties, instanceFlexibility, renew, renewProperties.purchaseProperties, reviewDateTime.',
    'properties',
  );
}

function plainChanges({
  name,
  instanceFlexibility,
  renew,
  reviewDateTime,
}: Patched): Omit<AskedChanges, 'renewal'> {
  return {
    ...(name !== undefined && { displayName: name }),
    ...(instanceFlexibility && { instanceFlexibility }),
    ...(renew !== undefined && { renew }),
    ...(reviewDateTime !== undefined && { reviewDateTime }),
  };
}

function scopeIn(fields: AppliedScopeFields): Pick<AskedChanges, 'appliedScope'> {
  const appliedScope = appliedScopeIn(fields);
  return appliedScope === undefined ? {} : { appliedScope };
}

/** R-PUR-6: undefined when the body asks for nothing. */
function renewalOf(body: RenewalBody | undefined): AskedRenewal | undefined {
  if (body === undefined) return undefined;
  const properties: Renewed = body.properties ?? {};
  const renewal = {
    ...productOf(body, properties),
    ...purchaseOf(properties),
    ...useOf(properties),
    ...scopeIn(properties),
  };
  return Object.keys(renewal).length > 0 ? renewal : undefined;
}

function productOf(
  { sku, location }: RenewalBody,
  { reservedResourceType, term }: Renewed,
): AskedRenewal {
  return {
    ...(sku?.name !== undefined && { skuName: sku.name }),
    ...(location !== undefined && { location }),
    ...(reservedResourceType && { reservedResourceType }),
    ...(term && { term }),
  };
}

function purchaseOf({ quantity, billingPlan, displayName, renew }: Renewed): AskedRenewal {
  return {
    ...(quantity !== undefined && { quantity }),
    ...(billingPlan && { billingPlan }),
    ...(displayName !== undefined && { displayName }),
    ...(renew !== undefined && { renew }),
  };
}

function useOf({ billingScopeId, reservedResourceProperties }: Renewed): AskedRenewal {
  const instanceFlexibility = reservedResourceProperties?.instanceFlexibility;
  return {
    ...(billingScopeId && { billingSubscriptionId: billingScopeId }),
    ...(instanceFlexibility && { instanceFlexibility }),
  };
}
