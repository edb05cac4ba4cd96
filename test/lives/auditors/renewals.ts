import { type BillingEventData, type Product } from '#ledger-core';
import { ensure, known, same } from './complaint';
import { type Readers } from './operations-of';
import { type Reservation, type ReservationBooks, reservationOf } from './reservation-books';

type Purchased = BillingEventData['ReservationPurchased'];

/** What must follow an expiry. */
export type Renewals = {
  expired: Readonly<{ id: string; reservation: Reservation }> | undefined;
  bought: Purchased | undefined;
  readonly owners: Map<string, readonly string[]>;
};

export function newRenewals(): Renewals {
  return { expired: undefined, bought: undefined, owners: new Map() };
}

/** R-PUR-6: what expires with `renew` on is bought again at once, or it is recorded why not; nothing else is. */
export function renewalReaders(renewals: Renewals, books: ReservationBooks): Readers {
  const noteOwners = ({ orderId, owners }: Pick<Purchased, 'orderId' | 'owners'>): void => {
    renewals.owners.set(orderId, owners);
  };
  return {
    OverageMonthClosed: () => {
      ensureRenewed(renewals);
    },
    ReservationExpired: ({ reservationId: id }) => {
      ensureRenewed(renewals);
      renewals.expired = { id, reservation: reservationOf(books, id) };
    },
    ReservationPurchased: (data) => {
      renewals.owners.set(data.orderId, data.owners);
      if (data.purchaseOf === 'Renewal') renewals.bought = data;
    },
    OwnerAdded: noteOwners,
    OwnerRemoved: noteOwners,
    OrderDirectoryChanged: noteOwners,
    ReservationRenewed: (data) => {
      checkRenewed(renewals, data);
    },
    RenewalNotPossible: ({ reservationId, why }) => {
      takeExpired(renewals, reservationId);
      const isMoved = why === 'ProgramTransferred';
      same('Whether a transfer is in the way of the renewal', isMoved, books.isTransferred);
    },
  };
}

/** Nothing that expired still waits to be renewed. */
export function ensureRenewed(renewals: Renewals): void {
  const { expired, bought } = renewals;
  ensure(expired?.reservation.renew !== true, () => `${String(expired?.id)} was not renewed`);
  ensure(bought === undefined, () => `${String(bought?.reservationId)} renews nothing`);
  renewals.expired = undefined;
}

function takeExpired(renewals: Renewals, id: string): Reservation {
  const { expired } = renewals;
  ensure(expired?.id === id, () => `${id} is renewed without having expired`);
  ensure(expired.reservation.renew, () => `${id} is renewed, though it does not renew`);
  renewals.expired = undefined;
  return expired.reservation;
}

/** With its renew properties, or else the same product, quantity, term and plan; owners are those of the old order. */
function checkRenewed(renewals: Renewals, data: BillingEventData['ReservationRenewed']): void {
  const { reservationId: id, newReservationId } = data;
  const old = takeExpired(renewals, id);
  const { bought } = renewals;
  ensure(bought?.reservationId === newReservationId, () => `${id} is renewed without a purchase`);
  renewals.bought = undefined;
  const { renewProperties: asked = {}, purchase } = old;
  same(`The order that renews ${id}`, bought.orderId, data.newOrderId);
  same(`The day of the renewal of ${id}`, data.renewedOn, purchase.expiresOn);
  same(`What renews ${id}`, productText(bought.product), productText(asked.product ?? old.product));
  same(`The quantity that renews ${id}`, bought.quantity, asked.quantity ?? old.quantity);
  const plan = asked.billingPlan ?? purchase.billingPlan;
  same(`The plan that renews ${id}`, bought.billingPlan, plan);
  same(`Whether the renewal of ${id} renews`, bought.renew, asked.renew ?? true);
  const owners = known(renewals.owners, old.orderId, 'owners of the order');
  same(`The owners of the renewal of ${id}`, bought.owners.join(' '), owners.join(' '));
}

function productText({ skuName, region, term, resourceType }: Product): string {
  return [resourceType, skuName, region, term].join(' ');
}
