import { type Day } from '../../kernel/calendar';
import { type Principal } from '../events/account-events';
import { type ReservationOrderId, type TenantId } from '../ids';
import { type PreviewTicket, type CommandContext, type ReservationOfOrder } from '../commands';
import { type Rejection } from '../rejections';
import { known } from '../state/known';
import { type BillingAccount, type OpenedAccount } from '../state/state';

/** What names a tenant deals with principals of that tenant only: a name means nothing in another one. */
export function refusalOfTenant(
  tenantId: TenantId | undefined,
  principal: Principal,
): Rejection | undefined {
  const isForeign = tenantId !== undefined && tenantId !== principal.tenantId;
  return isForeign ? { code: 'PrincipalOfAnotherTenant' } : undefined;
}

type OfOrder = Pick<ReservationOfOrder, 'orderId'>;

/** The directory whose principals deal with an order: its own before the account's; none, when neither names one. */
export function directoryOf(
  { orders, opened }: OpenedAccount,
  orderId: ReservationOrderId,
): TenantId | undefined {
  return orders.get(orderId)?.tenantId ?? opened.tenantId;
}

/** R-EXC-8: of all that one exchange gives back; what it buys stays there, where its buyer is Owner (R-ACC-1). */
export function directoryOfReturns(
  state: OpenedAccount,
  returns: readonly OfOrder[],
): TenantId | undefined {
  return ownDirectoryOf(state, returns) ?? state.opened.tenantId;
}

/** The directory that one of some orders has of its own; none, when they are all in the account's. */
export function ownDirectoryOf(
  { orders }: BillingAccount,
  of: readonly OfOrder[],
): TenantId | undefined {
  return of.map(({ orderId }) => orders.get(orderId)?.tenantId).find((own) => own !== undefined);
}

/** R-ACC-1: only an Owner of the order may do this. */
export function refusalOfOwner(
  state: OpenedAccount,
  orderId: ReservationOrderId,
  principal: Principal,
): Rejection | undefined {
  const foreign = refusalOfTenant(directoryOf(state, orderId), principal);
  if (foreign !== undefined) return foreign;
  const order = state.orders.get(orderId);
  if (order === undefined) return { code: 'ReservationOrderUnknown', orderId };
  return order.owners.includes(principal.id) ? undefined : { code: 'NotOwner', orderId };
}

/** R-ACC-1: an Owner, and a reservation of that order. */
export function refusalOfReservation(
  state: OpenedAccount,
  { orderId, reservationId }: ReservationOfOrder,
  principal: Principal,
): Rejection | undefined {
  const refusal = refusalOfOwner(state, orderId, principal);
  if (refusal !== undefined) return refusal;
  if (known(state.orders, orderId, 'order').reservations.includes(reservationId)) return undefined;
  return { code: 'ReservationNotInOrder', orderId, reservationId };
}

/** R-RET-2: an active reservation, before its expiry day. */
export function refusalOfInactive(
  state: BillingAccount,
  { reservationId }: Pick<ReservationOfOrder, 'reservationId'>,
  on: Day,
): Rejection | undefined {
  const { status, expiresOn } = known(state.reservations, reservationId, 'reservation');
  if (status !== 'Active') return { code: 'ReservationNotActive', reservationId, state: status };
  if (on >= expiresOn) return { code: 'ReservationNotActive', reservationId, state: 'Expired' };
  return undefined;
}

/** R-PUR-1: a session is its asker's, and lives as long as a quote. */
export function refusalOfSession(
  session: PreviewTicket | undefined,
  { principal, at }: CommandContext,
): Rejection | undefined {
  if (session === undefined) return undefined;
  if (session.principal !== principal.id) return { code: 'SessionOfAnotherPrincipal' };
  if (at >= session.expiresAt) return { code: 'SessionExpired', expiredAt: session.expiresAt };
  return undefined;
}
