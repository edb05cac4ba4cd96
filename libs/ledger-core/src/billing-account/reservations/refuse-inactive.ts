import { type Day } from '../../kernel/calendar';
import { refusalOfReservation } from '../account/refuse-caller';
import { type CommandContext, type ReservationOfOrder } from '../commands';
import { type Rejection } from '../rejections';
import { known } from '../state/known';
import { successorsOf } from '../state/lineage';
import { type BillingAccount, type OpenedAccount } from '../state/state';

/** R-ACC-1, R-RET-2: an Owner of the order, and a reservation of it that is active. */
export function refusalOfActiveReservation(
  asked: ReservationOfOrder,
  state: OpenedAccount,
  { principal, on }: Pick<CommandContext, 'principal' | 'on'>,
): Rejection | undefined {
  return refusalOfReservation(state, asked, principal) ?? refusalOfInactive(state, asked, on);
}

/** R-RET-2: an active reservation, before its expiry day. */
export function refusalOfInactive(
  state: BillingAccount,
  { reservationId }: Pick<ReservationOfOrder, 'reservationId'>,
  on: Day,
): Rejection | undefined {
  const { status, expiresOn } = known(state.reservations, reservationId, 'reservation');
  if (status !== 'Active') {
    const successors = successorsOf(state, reservationId);
    const named = successors.length > 0 && { successors };
    return { code: 'ReservationNotActive', reservationId, state: status, ...named };
  }
  if (on >= expiresOn) return { code: 'ReservationNotActive', reservationId, state: 'Expired' };
  return undefined;
}
