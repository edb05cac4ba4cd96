import { negate } from '../../kernel/money';
import { type ReservationId, type ReservationOrderId } from '../ids';
import { type ReservationsMerged, type ReservationSplit } from '../events/reservation-events';
import { type ChargeShare, type ReservationReturned } from '../events/return-events';
import { addOverageLines } from './overage-lines';
import { clearDue, markDue } from './due-days';
import { known } from './known';
import { type AccountDraft, type ReservationState } from './state';

export function evolveReservationReturned(
  draft: AccountDraft,
  data: ReservationReturned['data'],
): void {
  const { orderId, reservationId, sibling, cap } = data;
  for (const { settledBy, refund, feeLine } of data.shares)
    if (settledBy.method === 'overage')
      addOverageLines(draft, settledBy.month, {
        amount: negate(refund),
        lines: feeLine === undefined ? 1 : 2,
      });
  if (sibling !== undefined) {
    const returned = known(draft.reservations, reservationId, 'reservation');
    goOn(draft, orderId, sibling.reservationId, {
      ...returned,
      quantity: sibling.quantity,
      shares: sibling.shares,
      cameFrom: [reservationId],
      partOfSource: { quantity: sibling.quantity, of: returned.quantity },
    });
  }
  closeReservation(draft, reservationId, 'Cancelled');
  known(draft.reservations, reservationId, 'reservation').quantity = data.quantity;
  if (cap.counts)
    draft.capUses = [...draft.capUses, { usd: cap.usd, replenishesOn: cap.replenishesOn }];
}

export function evolveReservationSplit(draft: AccountDraft, data: ReservationSplit['data']): void {
  const { orderId, reservationId: source } = data;
  const split = known(draft.reservations, source, 'reservation');
  for (const { reservationId, quantity, shares, displayName } of data.destinations)
    goOn(draft, orderId, reservationId, {
      ...split,
      quantity,
      shares,
      displayName,
      cameFrom: [source],
      partOfSource: { quantity, of: split.quantity },
    });
  closeReservation(draft, source, 'Cancelled');
}

export function evolveReservationsMerged(
  draft: AccountDraft,
  { orderId, sources, destination }: ReservationsMerged['data'],
): void {
  const { reservationId, ...properties } = destination;
  const [first] = sources;
  if (first === undefined) throw new Error(`${reservationId} was merged from nothing`);
  const merged = known(draft.reservations, first, 'reservation');
  goOn(draft, orderId, reservationId, {
    ...{ ...merged, ...properties, cameFrom: sources },
    partOfSource: undefined,
  });
  for (const source of sources) closeReservation(draft, source, 'Cancelled');
}

/** Nothing falls due any more, and what it was charged cannot be refunded. */
export function closeReservation(
  draft: AccountDraft,
  id: ReservationId,
  status: 'Cancelled' | 'Expired',
): void {
  const reservation = known(draft.reservations, id, 'reservation');
  reservation.status = status;
  clearDue(draft.dueDays, reservation.nextDueOn, id);
  clearDue(draft.dueDays, reservation.expiresOn, id);
  reservation.nextDueOn = undefined;
  releaseShares(draft, reservation);
}

/** Charges that no reservation holds any more cannot be refunded and are forgotten. */
export function releaseShares(draft: AccountDraft, reservation: ReservationState): void {
  for (const { chargeId } of reservation.shares) {
    const charge = known(draft.charges, chargeId, 'charge');
    charge.holders -= 1;
    if (charge.holders === 0) draft.charges.delete(chargeId);
  }
  reservation.shares = [];
}

/** A part of a reservation goes on by itself, without the renew properties of the whole (R-PUR-6). */
function goOn(
  draft: AccountDraft,
  orderId: ReservationOrderId,
  id: ReservationId,
  state: ReservationState,
): void {
  draft.reservations.set(id, { ...state, renewProperties: undefined });
  hold(draft, state.shares);
  const order = known(draft.orders, orderId, 'order');
  order.reservations = [...order.reservations, id];
  markDue(draft.dueDays, state.expiresOn, id);
  if (state.nextDueOn !== undefined) markDue(draft.dueDays, state.nextDueOn, id);
}

function hold(draft: AccountDraft, shares: readonly ChargeShare[]): void {
  for (const { chargeId } of shares) known(draft.charges, chargeId, 'charge').holders += 1;
}
