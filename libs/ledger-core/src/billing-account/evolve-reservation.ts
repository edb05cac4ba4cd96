import { type Day } from '../kernel/calendar';
import { type ReservationId } from './ids';
import {
  type ChargeMade,
  type ReservationExpired,
  type ReservationPurchased,
  type ReservationReturned,
} from './reservation-events';
import { known } from './known';
import { type AccountDraft, type ReservationState } from './state';

export function evolveReservationPurchased(
  draft: AccountDraft,
  data: ReservationPurchased['data'],
): void {
  const { orderId, orderNumber, reservationId } = data;
  draft.ordersPlaced = orderNumber;
  draft.orders.set(orderId, {
    orderNumber,
    owners: [...data.owners],
    reservations: [reservationId],
  });
  draft.reservations.set(reservationId, {
    orderId,
    product: data.product,
    quantity: data.quantity,
    billingPlan: data.billingPlan,
    unitPrice: data.unitPrice,
    listPrice: data.listPrice,
    ...(data.exchangeRate && { exchangeRate: data.exchangeRate }),
    instalments: data.instalments,
    purchasedOn: data.purchasedOn,
    expiresOn: data.expiresOn,
    status: 'Active',
    chargedInstalments: 0,
    nextDueOn: undefined,
    shares: [],
  });
  markDue(draft, data.expiresOn, reservationId);
}

/** A new charge takes the place of the reservation's earlier ones: only the last can be refunded (R-AMT-3). */
export function evolveChargeMade(draft: AccountDraft, data: ChargeMade['data']): void {
  const reservation = known(draft.reservations, data.reservationId, 'reservation');
  release(draft, reservation);
  draft.charges.set(data.chargeId, {
    unitAmount: data.unitAmount,
    instalment: data.instalment,
    periodFrom: data.periodFrom,
    periodTo: data.periodTo,
    paidBy: data.paidBy,
    holders: 1,
  });
  reservation.shares = [{ chargeId: data.chargeId, quantity: data.quantity }];
  reservation.chargedInstalments = data.instalment;
  clearDue(draft, reservation.nextDueOn, data.reservationId);
  reservation.nextDueOn = data.nextDueOn;
  if (data.nextDueOn !== undefined) markDue(draft, data.nextDueOn, data.reservationId);
}

export function evolveReservationReturned(
  draft: AccountDraft,
  data: ReservationReturned['data'],
): void {
  const returned = known(draft.reservations, data.reservationId, 'reservation');
  const { sibling, cap } = data;
  if (sibling !== undefined) {
    draft.reservations.set(sibling.reservationId, {
      ...returned,
      quantity: sibling.quantity,
      shares: [...sibling.shares],
    });
    for (const { chargeId } of sibling.shares)
      known(draft.charges, chargeId, 'charge').holders += 1;
    known(draft.orders, data.orderId, 'order').reservations.push(sibling.reservationId);
    markDue(draft, returned.expiresOn, sibling.reservationId);
    if (returned.nextDueOn !== undefined) markDue(draft, returned.nextDueOn, sibling.reservationId);
  }
  close(draft, data.reservationId, 'Cancelled');
  if (cap.counts) draft.capUses.push({ usd: cap.usd, replenishesOn: cap.replenishesOn });
}

export function evolveReservationExpired(
  draft: AccountDraft,
  data: ReservationExpired['data'],
): void {
  close(draft, data.reservationId, 'Expired');
}

function close(draft: AccountDraft, id: ReservationId, status: 'Cancelled' | 'Expired'): void {
  const reservation = known(draft.reservations, id, 'reservation');
  reservation.status = status;
  clearDue(draft, reservation.nextDueOn, id);
  clearDue(draft, reservation.expiresOn, id);
  reservation.nextDueOn = undefined;
  release(draft, reservation);
}

/** Charges that no reservation holds any more cannot be refunded and are forgotten. */
function release(draft: AccountDraft, reservation: ReservationState): void {
  for (const { chargeId } of reservation.shares) {
    const charge = known(draft.charges, chargeId, 'charge');
    charge.holders -= 1;
    if (charge.holders === 0) draft.charges.delete(chargeId);
  }
  reservation.shares = [];
}

function markDue(draft: AccountDraft, on: Day, id: ReservationId): void {
  const due = draft.dueDays.get(on);
  if (due === undefined) draft.dueDays.set(on, new Set([id]));
  else due.add(id);
}

function clearDue(draft: AccountDraft, on: Day | undefined, id: ReservationId): void {
  if (on === undefined) return;
  const due = draft.dueDays.get(on);
  due?.delete(id);
  if (due?.size === 0) draft.dueDays.delete(on);
}
