import { type BillingAccount, type BillingEventData, type PolicyTerms } from '#ledger-core';
import { type LifeStep, type MakeAuditor } from '../life-step';
import { askedOf } from './asked-of';
import { ensure, same } from './complaint';
import { operationsOf, read } from './operations-of';
import { addDays } from './own-calendar';
import { type OwnReturn, reckonedByHand } from './own-reckoning';
import {
  newReservationBooks,
  type ReservationBooks,
  reservationOf,
  reservationReaders,
} from './reservation-books';
import { beyond, cents, converted, convertedBack, total } from './whole-cents';

type Use = Readonly<{ usd: bigint; on: string; until: string; windowDays: number }>;
type Refund = Extract<LifeStep['command'], { type: 'RefundReservation' }>;
type Rate = Refund['capRate'];
type Rejected = Extract<LifeStep['decision'], { outcome: 'rejected' }>['rejection'];
type CapExceeded = Extract<Rejected, { code: 'RefundCapExceeded' }>;

type CapBooks = Readonly<{ reservations: ReservationBooks; uses: Use[] }>;

/** R-CAP-1 to 4: never above the limit, and no refund refused that fits. */
export const auditRefundCap: MakeAuditor = () => {
  const books: CapBooks = { reservations: newReservationBooks(), uses: [] };
  const copying = reservationReaders(books.reservations);
  return (step) => {
    for (const { events } of operationsOf(step))
      for (const event of events) {
        if (event.type === 'ReservationReturned') checkReturn(books, step, event.data);
        read(copying, event);
      }
    checkRejection(books, step);
    sameUses(books, step.state);
  };
};

function checkReturn(
  books: CapBooks,
  { command, terms, on }: LifeStep,
  { cap, purpose, reservationId: id, ...amounts }: BillingEventData['ReservationReturned'],
): void {
  const { isTransferred } = books.reservations;
  const counts = purpose === 'Refund' && !isTransferred;
  same(`Whether the return of ${id} counts`, cap.counts, counts);
  if (!cap.counts) {
    same(`Why ${id} does not count`, cap.why, isTransferred ? 'ProgramTransfer' : 'Exchange');
    return;
  }
  const rate = rateOf(command);
  const measured = measuredBy(terms, {
    prorated: cents(amounts.prorated),
    cancelledInstalments: cents(amounts.cancelledInstalments),
    remainingCommitment: cents(amounts.remainingCommitment),
  });
  const usd = inUsd(books, measured, rate);
  ensure(usd !== undefined, () => `${id} counts without a rate into USD`);
  same(`What ${id} counts by`, cap.measure, terms.refundCap.counts);
  same(`What ${id} counts`, cents(cap.amount), measured);
  same(`What ${id} counts in USD`, cents(cap.usd), usd);
  same(`The currency that ${id} counts in`, cap.usd.currency, 'USD');
  same(`The rate of ${id}`, cap.exchangeRate?.rate, inDollars(books) ? undefined : rate?.rate);
  same(`From when ${id} counts`, cap.countsFrom, on);
  const { windowDays } = terms.refundCap;
  same(`Until when ${id} counts`, cap.replenishesOn, addDays(on, windowDays));
  books.uses.push({ usd, on, until: cap.replenishesOn, windowDays });
  same(`What is used after ${id}`, cents(cap.usedAfter), usedOn(books, on));
  checkWindow(books, terms, on);
}

function rateOf(command: LifeStep['command']): Rate {
  return command?.type === 'RefundReservation' ? command.capRate : undefined;
}

/** R-CAP-1: counted by the days of the terms, and by going back from the day. */
function checkWindow(books: CapBooks, { refundCap }: PolicyTerms, on: string): void {
  const limit = cents(refundCap.limit);
  const used = usedOn(books, on);
  ensure(used <= limit, () => `The cap is exceeded on ${on}: ${String(used)}`);
  const { windowDays } = refundCap;
  if (books.uses.some((use) => use.windowDays !== windowDays)) return;
  const within = books.uses.filter((use) => addDays(use.on, windowDays - 1) >= on);
  const trailing = total(within.map(({ usd }) => usd));
  ensure(trailing <= limit, () => `${String(windowDays)} days to ${on} hold ${String(trailing)}`);
}

function usedOn({ uses }: CapBooks, on: string): bigint {
  return total(uses.filter(({ until }) => on < until).map(({ usd }) => usd));
}

/** R-CAP-2: by the terms; upfront counts once. */
function measuredBy(
  { refundCap }: PolicyTerms,
  own: Pick<OwnReturn, 'prorated' | 'cancelledInstalments' | 'remainingCommitment'>,
): bigint {
  switch (refundCap.counts) {
    case 'cancelledCommitment':
      return own.remainingCommitment;
    case 'refundAmount':
      return own.prorated;
    case 'refundPlusCommitment':
      return own.prorated + own.cancelledInstalments;
  }
}

function inDollars({ reservations }: CapBooks): boolean {
  return reservations.currency === 'USD';
}

/** R-CAP-2: by the rate of the pair, else of the inverse pair; none when neither is known. */
function inUsd(books: CapBooks, amount: bigint, rate: Rate): bigint | undefined {
  const { currency } = books.reservations;
  if (currency === 'USD') return amount;
  if (rate?.from === currency && rate.to === 'USD')
    return converted(amount, rate.rate, currency, 'USD');
  if (rate?.from === 'USD' && rate.to === currency)
    return convertedBack(amount, rate.rate, currency, 'USD');
  return undefined;
}

/** A refund that was refused for the cap does not fit, and hears by how much and until when. */
function checkRejection(books: CapBooks, step: LifeStep): void {
  const { command, decision, terms, on } = step;
  if (command?.type !== 'RefundReservation' || decision?.outcome !== 'rejected') return;
  const { rejection } = decision;
  if (rejection.code === 'ExchangeRateUnknown') {
    const usd = countedByHand(books, step, command);
    ensure(usd === undefined, () => 'A rate was said to be missing that is known');
  }
  if (rejection.code !== 'RefundCapExceeded') return;
  const usd = countedByHand(books, step, command);
  ensure(usd !== undefined, () => 'The cap was exceeded without a rate into USD');
  checkExceeded(books, { rejection, usd, terms, on });
}

/** What a refund that was refused would have counted. */
function countedByHand(books: CapBooks, step: LifeStep, command: Refund): bigint | undefined {
  const { reservations } = books;
  const asked = askedOf(step, command.reservationId);
  ensure(asked !== undefined, () => 'Nothing was asked to be refunded');
  ensure(!reservations.isTransferred, () => 'The cap refuses a refund after the transfer');
  const reservation = reservationOf(reservations, command.reservationId);
  const own = reckonedByHand(reservations, reservation, asked);
  return inUsd(books, measuredBy(step.terms, own), command.capRate);
}

function checkExceeded(
  books: CapBooks,
  of: Readonly<{ rejection: CapExceeded; usd: bigint; terms: PolicyTerms; on: string }>,
): void {
  const { rejection, usd, terms, on } = of;
  const limit = cents(terms.refundCap.limit);
  const used = usedOn(books, on);
  ensure(used + usd > limit, () => `A refund of ${String(usd)} fits, and was refused`);
  same('The limit that was named', cents(rejection.limit), limit);
  same('What the refund would count', cents(rejection.counting), usd);
  same('What is used of the cap', cents(rejection.capUsed), used);
  same('What is left of the cap', cents(rejection.available), beyond(limit, used));
  same('By how much the cap is exceeded', cents(rejection.exceededBy), used + usd - limit);
  const days: readonly string[] = [...new Set(books.uses.map(({ until }) => until))].sort();
  const fitsOn = days.find((day) => day > on && usedOn(books, day) + usd <= limit);
  same('When the refund fits', rejection.fitsOn, fitsOn);
}

function sameUses(books: CapBooks, { capUses, ...state }: BillingAccount): void {
  const today: string = state.today ?? '';
  const found = capUses.filter(({ replenishesOn }) => replenishesOn > today);
  same(
    'What the account says is used of the cap',
    total(found.map(({ usd }) => cents(usd))),
    usedOn(books, today),
  );
}
