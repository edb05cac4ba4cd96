import { type BillingAccount, type BillingEventData } from '#ledger-core';
import { type LifeStep, type MakeAuditor } from '../life-step';
import { askedOf } from './asked-of';
import { ensure, known, same } from './complaint';
import { type OperationOfStep, operationsOf, read, type Readers } from './operations-of';
import { type Asked, oldestFirst, type OwnReturn, reckonedByHand } from './own-reckoning';
import {
  newReservationBooks,
  type Reservation,
  type ReservationBooks,
  reservationOf,
  reservationReaders,
} from './reservation-books';
import { checkMerged, checkSplit, sameShares } from './share-movements';
import { touching } from './touched-reservations';
import { cents } from './whole-cents';

type Returned = BillingEventData['ReservationReturned'];

/** R-RET-2, R-AMT-1 to 5, R-EXC-4, R-OUT-0: what comes back, and of which charges. */
export const auditReturns: MakeAuditor = () => {
  const books = newReservationBooks();
  const copying = reservationReaders(books);
  return (step) => {
    const touched = new Set<string>();
    const noting = touching(touched);
    for (const operation of operationsOf(step)) {
      const checking = readersOf(books, { step, operation });
      for (const event of operation.events) {
        read(checking, event);
        read(copying, event);
        read(noting, event);
      }
    }
    for (const id of touched) sameReservation(books, step.state, id);
  };
};

type Of = Readonly<{ step: LifeStep; operation: OperationOfStep }>;

function readersOf(books: ReservationBooks, of: Of): Readers {
  return {
    ReservationReturned: (data) => {
      checkReturn(books, of, data);
    },
    ReservationSplit: (data) => {
      checkSplit(books, data);
    },
    ReservationsMerged: (data) => {
      checkMerged(books, data);
    },
  };
}

function checkReturn(books: ReservationBooks, { step, operation }: Of, data: Returned): void {
  const { reservationId: id, quantity, sibling } = data;
  const reservation = reservationOf(books, id);
  const asked = askedOf(step, id);
  ensure(operation.isCommand && asked !== undefined, () => `Nobody asked for ${id} to be returned`);
  same(`The purpose of the return of ${id}`, data.purpose, asked.purpose);
  same(`The day of the return of ${id}`, data.returnedOn, operation.on);
  same(`The quantity returned of ${id}`, quantity, asked.quantity);
  ensure(reservation.status === 'Active', () => `${id} was returned and is not active`);
  ensure(
    operation.on < reservation.purchase.expiresOn,
    () => `${id} was returned when it was over`,
  );
  ensure(quantity >= 1 && quantity <= reservation.quantity, () => `Too much of ${id} was returned`);
  const { typesNotReturnable } = step.terms;
  ensure(
    !typesNotReturnable.includes(reservation.product.resourceType),
    () => `R-RET-1: ${id} is not returnable`,
  );
  const left = reservation.quantity - quantity;
  same(`What is left of ${id}`, sibling?.quantity ?? 0, left);
  same(`The terms of the return of ${id}`, data.terms.version, step.terms.version);
  const own = reckonedByHand(books, reservation, asked);
  sameConditions(data, own, asked, reservation);
  sameAmounts(data, own);
  checkCharges(books, reservation, data);
}

/** R-AMT-5 and R-AMT-2: whether it is free, and what was compared. */
function sameConditions(data: Returned, own: OwnReturn, asked: Asked, of: Reservation): void {
  const { cancellation, reservationId: id, comparison } = data;
  same(`Whether the return of ${id} is free`, cancellation.free, own.free);
  same(`The days since the purchase of ${id}`, cancellation.days, own.days);
  same(`The free days of ${id}`, cancellation.daysFree, asked.terms.freeCancellationDays);
  same(`Since when ${id} counts its days`, cancellation.countedFrom, of.purchase.purchasedOn);
  same(`Until when ${id} counts its days`, cancellation.countedTo, asked.askedOn);
  same(`The usage of ${id}`, cancellation.usageReported, asked.usageReported);
  same(`What ${id} was compared with`, comparison, own.comparison);
}

function sameAmounts(data: Returned, own: OwnReturn): void {
  const { reservationId: id } = data;
  same(`How many charges ${id} refunds`, data.shares.length, own.shares.length);
  for (const [index, share] of own.shares.entries()) {
    const said = data.shares[index];
    ensure(
      said?.chargeId === share.chargeId,
      () => `${id} does not refund its oldest charge first`,
    );
    const of = `of ${share.chargeId}, returned with ${id},`;
    const fee = own.fees[index] ?? 0n;
    same(`The quantity ${of}`, said.quantity, share.quantity);
    same(`The days used ${of}`, said.daysUsed, share.daysUsed);
    same(`The days in the period ${of}`, said.daysInPeriod, share.daysInPeriod);
    same(`The price paid ${of}`, cents(said.paid), share.paid);
    same(`The basis ${of}`, cents(said.basis), share.basis);
    same(`The used part of the price ${of}`, cents(said.consumedOfPaid), share.consumedOfPaid);
    same(`The used part of the basis ${of}`, cents(said.consumedOfBasis), share.consumedOfBasis);
    same(`What comes back before the fee ${of}`, cents(said.prorated), share.prorated);
    same(`The fee ${of}`, cents(said.fee), fee);
    same(`The refund ${of}`, cents(said.refund), share.prorated - fee);
    same(`Whether there is a fee line ${of}`, said.feeLine !== undefined, fee !== 0n);
  }
  same(`What comes back of ${id} before the fee`, cents(data.prorated), own.prorated);
  same(`The fee of ${id}`, cents(data.fee), own.fee);
  same(`The refund of ${id}`, cents(data.refund), own.refund);
  same(`The quantity of the shares of ${id}`, unitsOf(data.shares), data.quantity);
  const cancelled = cents(data.cancelledInstalments);
  same(`The cancelled instalments of ${id}`, cancelled, own.cancelledInstalments);
  const commitment = cents(data.remainingCommitment);
  same(`The remaining commitment of ${id}`, commitment, own.remainingCommitment);
}

/** What is refunded never exceeds what was paid, charge by charge, over all returns; the sibling holds the rest. */
function checkCharges(books: ReservationBooks, reservation: Reservation, data: Returned): void {
  const { shares, sibling, reservationId: id, quantity } = data;
  for (const { chargeId, prorated, refund, quantity: units } of shares) {
    const charge = known(books.charges, chargeId, 'charge');
    const paid = charge.unit * BigInt(charge.quantity);
    const back = charge.moneyBack + cents(prorated);
    ensure(back <= paid, () => `${chargeId} gives back ${String(back)} of ${String(paid)}`);
    ensure(
      charge.unitsBack + units <= charge.quantity,
      () => `Too many units of ${chargeId} come back`,
    );
    ensure(cents(refund) >= 0n, () => `The refund of ${chargeId} is negative`);
  }
  same(
    `The charges of ${id} given back`,
    sharesText(shares),
    sharesText(oldestFirst(books, reservation.shares, quantity)),
  );
  sameShares(
    `The shares of ${id} and its sibling`,
    [...shares, ...(sibling?.shares ?? [])],
    reservation.shares,
  );
}

function unitsOf(shares: readonly Readonly<{ quantity: number }>[]): number {
  return shares.reduce((sum, { quantity }) => sum + quantity, 0);
}

function sharesText(shares: readonly Readonly<{ chargeId: string; quantity: number }>[]): string {
  return shares.map(({ chargeId, quantity }) => `${String(quantity)} of ${chargeId}`).join(', ');
}

function sameReservation(books: ReservationBooks, state: BillingAccount, id: string): void {
  const ofState: ReadonlyMap<
    string,
    Pick<Reservation, 'status' | 'quantity' | 'shares'>
  > = state.reservations;
  const found = known(ofState, id, 'reservation of the account');
  const own = reservationOf(books, id);
  same(`The account's status of ${id}`, found.status, own.status);
  same(`The account's quantity of ${id}`, found.quantity, own.quantity);
  if (own.status === 'Active')
    same(`The account's shares of ${id}`, sharesText(found.shares), sharesText(own.shares));
}
