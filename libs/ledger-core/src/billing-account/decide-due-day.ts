import { type Day } from '../kernel/calendar';
import { billCharge } from './bill-charge';
import { type CommandContext } from './commands';
import { accepted, type Accepted } from './decision';
import { type ReservationId } from './ids';
import { known } from './known';
import { beginOperation, type OperationInProgress } from './operation-in-progress';
import { type ReservationExpired } from './reservation-events';
import { type BillingAccount } from './state';

/** An append must stay below the store's limit, whatever falls due on one day. */
export const CHARGES_PER_APPEND_MAX = 200;

/** No further instalment joins an append that has taken from so many credits. */
export const CREDITS_PER_APPEND_MAX = 500;

/** The earliest day on which anything is due; none when nothing ever will be. */
export function nextDueDay(state: BillingAccount): Day | undefined {
  let earliest: Day | undefined;
  for (const on of state.dueDays.keys()) if (earliest === undefined || on < earliest) earliest = on;
  return earliest;
}

/**
 * R-TIM-1: what is due on a day, in the order of the rule: instalments, in the order their orders were
 * bought and their reservations came to be; then expiries. At most `CHARGES_PER_APPEND_MAX` of
 * them: ask again until `nextDueDay` lies beyond the day. Dated on that day, whenever it is carried out.
 * @throws Error when nothing is due on the day.
 */
export function decideDueDay(
  state: BillingAccount,
  context: Pick<CommandContext, 'on' | 'mint'>,
): Accepted {
  const { opened } = state;
  const due = state.dueDays.get(context.on);
  if (opened === undefined || due === undefined) throw new Error(`Nothing is due on ${context.on}`);
  const operation = beginOperation(state, opened, context);
  const inOrder = [...due].sort((a, b) => orderOf(state, a) - orderOf(state, b));
  const instalments = inOrder.filter((id) => isInstalmentDue(state, id, context.on));
  const chargedNow = chargeInstalments(operation, instalments);
  const room = CHARGES_PER_APPEND_MAX - chargedNow.length;
  const expiries = inOrder.filter((id) => !isInstalmentDue(state, id, context.on));
  const expiredNow = instalments.length > chargedNow.length ? [] : expiries.slice(0, room);
  for (const id of expiredNow) expire(operation, id);
  return accepted(operation.events, {
    instalmentsCharged: chargedNow.length,
    reservationsExpired: expiredNow.length,
  });
}

function isInstalmentDue(state: BillingAccount, id: ReservationId, on: Day): boolean {
  return known(state.reservations, id, 'reservation').nextDueOn === on;
}

/** The orders in the order they were bought; within one, `sort` keeps the order in which reservations came to be. */
function orderOf(state: BillingAccount, id: ReservationId): number {
  const { orderId } = known(state.reservations, id, 'reservation');
  return known(state.orders, orderId, 'order').orderNumber;
}

/** As many as one append holds: a charge that takes many small credits counts for more. */
function chargeInstalments(
  operation: OperationInProgress,
  due: readonly ReservationId[],
): readonly ReservationId[] {
  const charged: ReservationId[] = [];
  for (const id of due.slice(0, CHARGES_PER_APPEND_MAX)) {
    if (operation.creditsTaken >= CREDITS_PER_APPEND_MAX) break;
    chargeInstalment(operation, id);
    charged.push(id);
  }
  return charged;
}

function chargeInstalment(operation: OperationInProgress, id: ReservationId): void {
  const reservation = known(operation.account.reservations, id, 'reservation');
  const { orderNumber } = known(operation.account.orders, reservation.orderId, 'order');
  const number = reservation.chargedInstalments + 1;
  billCharge(operation, { ...reservation, reservationId: id, orderNumber }, number);
}

function expire(operation: OperationInProgress, id: ReservationId): void {
  const { orderId, quantity } = known(operation.account.reservations, id, 'reservation');
  const expired: ReservationExpired = {
    type: 'ReservationExpired',
    data: { orderId, reservationId: id, quantity, expiredOn: operation.context.on },
  };
  operation.events.push(expired);
}
