import { type Day, firstDayAfter } from '../../kernel/calendar';
import { type ReservationId } from '../ids';
import { type BillingAccount, type ReservationState } from '../state/state';
import { known } from '../state/known';

/** The earliest day on which anything is due; none when nothing ever will be. */
export function nextDueDay(state: BillingAccount): Day | undefined {
  const { dueDays, creditExpiries, openMonths, transfer } = state;
  let earliest: Day | undefined;
  const consider = (on: Day): void => {
    if (earliest === undefined || on < earliest) earliest = on;
  };
  for (const on of dueDays.keys()) consider(on);
  for (const on of creditExpiries.keys()) consider(on);
  for (const month of openMonths.keys()) consider(firstDayAfter(month));
  if (transfer?.done === false) consider(transfer.on);
  return earliest;
}

/** A reservation that is due to be bought again, for whoever looks up the price. */
export type RenewalDue = Readonly<{
  reservationId: ReservationId;
  reservation: Readonly<ReservationState>;
}>;

/** R-PUR-6: what a due day will want to buy again, in the order in which it does. */
export function renewalsDue(state: BillingAccount, on: Day): readonly RenewalDue[] {
  return dueInOrder(state, on)
    .map((reservationId) => ({
      reservationId,
      reservation: known(state.reservations, reservationId, 'reservation'),
    }))
    .filter(({ reservation: { expiresOn, renew } }) => expiresOn === on && renew);
}

/** docs/policy-rules.md, "Charge": in the order their orders were bought, then in the order the reservations came to be. */
export function dueInOrder(state: BillingAccount, on: Day): readonly ReservationId[] {
  const orderNumberOf = (id: ReservationId): number => {
    const { orderId } = known(state.reservations, id, 'reservation');
    return known(state.orders, orderId, 'order').orderNumber;
  };
  const due = [...(state.dueDays.get(on)?.keys() ?? [])].map((id) => ({
    id,
    order: orderNumberOf(id),
  }));
  // Reservations are noted as they come to be, and a stable sort keeps that order within an order.
  return due.sort((a, b) => a.order - b.order).map(({ id }) => id);
}
