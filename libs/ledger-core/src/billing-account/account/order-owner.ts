import { type Principal } from '../events/account-events';
import { type OwnerTenant } from '../events/reservation-events';
import { type PrincipalId, type ReservationOrderId, type TenantId } from '../ids';
import { type Rejection } from '../rejections';
import { type BillingAccount, type OpenedAccount, type OrderState } from '../state/state';
import { isPartnerAgentOf } from './partner-agent';

type OfOrder = Readonly<{ orderId: ReservationOrderId }>;

/** Whose an order is, and where it is dealt with. */
type Owned = Readonly<{
  owners: readonly PrincipalId[];
  ownerTenants: readonly OwnerTenant[];
  tenantId: TenantId | undefined;
}>;

/**
 * Who deals with an account and with its orders at all: principals of the directory that an order has of its own; else
 * of the account's, and the account's partner with them (R-ACC-2); of any, where neither names one.
 */
export function refusalOfReach(
  { opened }: Pick<OpenedAccount, 'opened'>,
  principal: Principal,
  own: TenantId | undefined,
): Rejection | undefined {
  const directory = own ?? opened.tenantId;
  if (directory === undefined || directory === principal.tenantId) return undefined;
  if (own === undefined && isPartnerAgentOf(opened, principal)) return undefined;
  return { code: 'PrincipalOfAnotherTenant' };
}

/** R-ACC-1: by name, and in the tenant the name is of where that is known. */
export function isOwner(
  { owners, ownerTenants }: Pick<OrderState, 'owners' | 'ownerTenants'>,
  { id, tenantId }: Principal,
): boolean {
  const bound = ownerTenants.find(({ principal }) => principal === id);
  return owners.includes(id) && (bound === undefined || bound.tenantId === tenantId);
}

/**
 * R-PUR-3: the buyer becomes Owner; in the order's own directory if it gets one. A name means nothing in another
 * tenant, so the buyer's tenant is kept wherever it is not the only one that deals with the order.
 */
export function ownedBy(
  { id: principal, tenantId: from }: Principal,
  { opened }: Pick<OpenedAccount, 'opened'>,
  own?: TenantId,
): Owned {
  const isBound = from !== undefined && own === undefined && !isOfOneTenant(opened);
  const ownerTenants = isBound ? [{ principal, tenantId: from }] : [];
  return { owners: [principal], ownerTenants, tenantId: own };
}

function isOfOneTenant({ tenantId, partnerId }: OpenedAccount['opened']): boolean {
  return tenantId !== undefined && (partnerId === undefined || partnerId === tenantId);
}

/** The directory whose principals deal with an order: its own before the account's; none, when neither names one. */
export function directoryOf(
  { orders, opened }: OpenedAccount,
  orderId: ReservationOrderId,
): TenantId | undefined {
  return orders.get(orderId)?.tenantId ?? opened.tenantId;
}

/** R-EXC-8: the directory that one of some orders has of its own; none, when they are all in the account's. */
export function ownDirectoryOf(
  { orders }: BillingAccount,
  of: readonly OfOrder[],
): TenantId | undefined {
  return of.map(({ orderId }) => orders.get(orderId)?.tenantId).find((own) => own !== undefined);
}
