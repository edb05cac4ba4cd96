import { type ListPrice, type PolicyTerms } from '#ledger-core';
import { known } from './complaint';
import { daysBetween } from './own-calendar';
import {
  type Charge,
  listedBy,
  type Reservation,
  type ReservationBooks,
  type Share,
} from './reservation-books';
import {
  apportioned,
  converted,
  fraction,
  halfUp,
  instalmentOf,
  instalmentsAfter,
  total,
} from './whole-cents';

/** What is asked to be given back, and by what terms. */
export type Asked = Readonly<{
  on: string;
  /** The day to which the free days count. */
  askedOn: string;
  purpose: 'Refund' | 'Exchange';
  quantity: number;
  usageReported: boolean;
  listPriceOfTheDay?: ListPrice;
  terms: PolicyTerms;
}>;

export type OwnShare = Readonly<{
  chargeId: string;
  quantity: number;
  daysUsed: number;
  daysInPeriod: number;
  paid: bigint;
  basis: bigint;
  consumedOfPaid: bigint;
  consumedOfBasis: bigint;
  prorated: bigint;
}>;

export type OwnReturn = Readonly<{
  free: boolean;
  days: number;
  comparison: 'ListPriceOfTheDay' | 'ListedNoLonger' | 'NotCompared';
  shares: readonly OwnShare[];
  /** One for each share. */
  fees: readonly bigint[];
  prorated: bigint;
  fee: bigint;
  refund: bigint;
  cancelledInstalments: bigint;
  remainingCommitment: bigint;
}>;

/** R-AMT-1 to 5 and R-EXC-4, R-RET-4, from first principles. */
export function reckonedByHand(
  books: ReservationBooks,
  reservation: Reservation,
  asked: Asked,
): OwnReturn {
  const { quantity, usageReported } = asked;
  const days = daysBetween(reservation.purchase.purchasedOn, asked.askedOn);
  const early = days <= asked.terms.freeCancellationDays;
  const free = early && !usageReported;
  const comparison = free ? 'NotCompared' : comparisonOf(books, asked);
  const price = comparison === 'ListPriceOfTheDay' ? asked.listPriceOfTheDay : undefined;
  const shares = oldestFirst(books, reservation.shares, quantity).map((share) =>
    shareByHand(known(books.charges, share.chargeId, 'charge'), share, {
      on: asked.on,
      free,
      basis: (charge) => basisByHand(reservation, charge, price),
    }),
  );
  const parts = shares.map((share) => share.prorated);
  const prorated = total(parts);
  const fee = early ? 0n : feeByHand(books, asked, prorated);
  const { unitPrice, count, charged, purchase } = reservation;
  const cancelled = instalmentsAfter(unitPrice, count, charged) * BigInt(quantity);
  return {
    free,
    days,
    comparison,
    shares,
    fees: apportioned(fee, parts),
    prorated,
    fee,
    refund: prorated - fee,
    cancelledInstalments: cancelled,
    remainingCommitment: purchase.billingPlan === 'Upfront' ? prorated : cancelled,
  };
}

/** R-AMT-5, R-EXC-4, R-RET-4: on the total of an ordinary refund, half up. */
function feeByHand({ isTransferred }: ReservationBooks, asked: Asked, prorated: bigint): bigint {
  if (isTransferred || asked.purpose === 'Exchange') return 0n;
  const [numerator, denominator] = fraction(asked.terms.earlyTerminationFeeRate);
  return halfUp(prorated * numerator, denominator);
}

/** R-AMT-2, R-EXC-4, R-RET-4. */
function comparisonOf(
  { isTransferred }: ReservationBooks,
  { purpose, terms, listPriceOfTheDay }: Asked,
): OwnReturn['comparison'] {
  const lower = purpose === 'Refund' ? terms.lowerPriceInRefund : terms.lowerPriceInExchange;
  if (isTransferred || !lower) return 'NotCompared';
  return listPriceOfTheDay === undefined ? 'ListedNoLonger' : 'ListPriceOfTheDay';
}

/** R-OUT-0: the oldest charge first. */
export function oldestFirst(
  books: ReservationBooks,
  shares: readonly Share[],
  quantity: number,
): readonly Share[] {
  const age = ({ chargeId }: Share): number => known(books.charges, chargeId, 'charge').sequence;
  const taken: Share[] = [];
  let open = quantity;
  for (const share of [...shares].sort((a, b) => age(a) - age(b))) {
    if (open === 0) break;
    const now = Math.min(share.quantity, open);
    open -= now;
    taken.push({ chargeId: share.chargeId, quantity: now });
  }
  return taken;
}

type How = Readonly<{ on: string; free: boolean; basis: (charge: Charge) => bigint }>;

function shareByHand(charge: Charge, { chargeId, quantity }: Share, how: How): OwnShare {
  const { unit, periodFrom, periodTo } = charge;
  const daysUsed = daysBetween(periodFrom, how.on);
  const daysInPeriod = daysBetween(periodFrom, periodTo);
  const basis = how.free ? unit : how.basis(charge);
  const used = (of: bigint): bigint =>
    how.free ? 0n : halfUp(of * BigInt(daysUsed), BigInt(daysInPeriod));
  const times = BigInt(quantity);
  return {
    chargeId,
    quantity,
    daysUsed,
    daysInPeriod,
    paid: unit * times,
    basis: basis * times,
    consumedOfPaid: used(unit) * times,
    consumedOfBasis: used(basis) * times,
    prorated: (basis - used(basis)) * times,
  };
}

/** R-AMT-2: compared in the list's currency, instalment by instalment; refunded at the rate of the purchase. */
function basisByHand(
  { listed, count, purchase }: Reservation,
  { unit, instalment }: Charge,
  price: ListPrice | undefined,
): bigint {
  if (price === undefined) return unit;
  const today = listedBy(price);
  const then = instalmentOf(listed, count, instalment);
  const now = instalmentOf(today, count, instalment);
  if (now >= then) return unit;
  const { exchangeRate } = purchase;
  if (exchangeRate === undefined) return now;
  const { rate, from, to } = exchangeRate;
  return instalmentOf(converted(today, rate, from, to), count, instalment);
}
