import { type Principal } from '../events/account-events';
import { type ReservationOrderId } from '../ids';
import { type CommandContext, type PreviewTicket, type ReservationOfOrder } from '../commands';
import { type Rejection } from '../rejections';
import { known } from '../state/known';
import { type OpenedAccount } from '../state/state';
import { isOwner, refusalOfReach } from './order-owner';

/** R-ACC-1: only an Owner of the order may do this, whatever roles somebody else has. */
export function refusalOfOwner(
  state: OpenedAccount,
  orderId: ReservationOrderId,
  principal: Principal,
): Rejection | undefined {
  const order = state.orders.get(orderId);
  const foreign = refusalOfReach(state, principal, order?.tenantId);
  if (foreign !== undefined) return foreign;
  if (order === undefined) return { code: 'ReservationOrderUnknown', orderId };
  return isOwner(order, principal) ? undefined : { code: 'NotOwner', orderId };
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
