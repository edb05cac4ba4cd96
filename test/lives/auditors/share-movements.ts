import { type BillingEventData } from '#ledger-core';
import { ensure, known, same } from './complaint';
import { type ReservationBooks, reservationOf, type Share } from './reservation-books';

function byCharge(shares: readonly Share[]): string {
  const units = new Map<string, number>();
  for (const { chargeId, quantity } of shares)
    units.set(chargeId, (units.get(chargeId) ?? 0) + quantity);
  return [...units]
    .map(([chargeId, quantity]) => `${chargeId} ${String(quantity)}`)
    .sort()
    .join(', ');
}

/** Charge by charge the units are the same, whoever holds them. */
export function sameShares(
  what: string,
  found: readonly Share[],
  expected: readonly Share[],
): void {
  same(what, byCharge(found), byCharge(expected));
}

type Part = Readonly<{ reservationId: string; quantity: number; shares: readonly Share[] }>;

/** A reservation's shares are its quantity, each a whole number of units. */
function checkPart({ reservationId, quantity, shares }: Part): void {
  const units = shares.reduce((sum, share) => sum + share.quantity, 0);
  same(`The units of the charges of ${reservationId}`, units, quantity);
  const isWhole = [quantity, ...shares.map((share) => share.quantity)].every(
    (each) => Number.isSafeInteger(each) && each >= 1,
  );
  ensure(isWhole, () => `${reservationId} holds no whole quantity`);
}

/** R-RET-2: after a split each holds its share. */
export function checkSplit(
  books: ReservationBooks,
  { reservationId: source, destinations, orderId }: BillingEventData['ReservationSplit'],
): void {
  const split = reservationOf(books, source);
  ensure(split.status === 'Active', () => `${source} was split and is not active`);
  same(`The order of ${source}`, orderId, split.orderId);
  for (const part of destinations) checkPart(part);
  const quantity = destinations.reduce((sum, part) => sum + part.quantity, 0);
  same(`The parts of ${source} together`, quantity, split.quantity);
  sameShares(
    `The shares of the parts of ${source}`,
    destinations.flatMap((part) => part.shares),
    split.shares,
  );
}

/** R-RET-2: only reservations of one order whose last charges were paid by the same method. */
export function checkMerged(
  books: ReservationBooks,
  { sources, destination, orderId }: BillingEventData['ReservationsMerged'],
): void {
  const merged = sources.map((source) => reservationOf(books, source));
  for (const { status, orderId: own } of merged) {
    same('The status of what is merged', status, 'Active');
    same('The order of what is merged', own, orderId);
  }
  checkPart(destination);
  const quantity = merged.reduce((sum, each) => sum + each.quantity, 0);
  same(`The quantity of ${destination.reservationId}`, destination.quantity, quantity);
  const shares = merged.flatMap((each) => each.shares);
  sameShares(`The shares of ${destination.reservationId}`, destination.shares, shares);
  const charges = destination.shares.map(({ chargeId }) =>
    known(books.charges, chargeId, 'charge'),
  );
  same(
    'The ways in which a merged reservation was paid',
    new Set(charges.map(({ paidBy }) => paidBy.method)).size,
    1,
  );
  for (const [index, { sequence }] of charges.entries())
    ensure(
      sequence > (charges[index - 1]?.sequence ?? 0),
      () => `${destination.reservationId} does not hold its oldest charge first`,
    );
  same(
    'R-PUR-6: whether the merged one renews',
    destination.renew,
    merged.every(({ renew }) => renew),
  );
}
