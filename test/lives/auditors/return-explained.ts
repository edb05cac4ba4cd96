import { type BillingEventData } from '#ledger-core';
import { type LifeStep } from '../life-step';
import { askedOf } from './asked-of';
import { ensure, known } from './complaint';
import { explains } from './explained-amount';
import { type StepsReader } from './explained-steps';
import {
  type Charge,
  type Reservation,
  type ReservationBooks,
  reservationOf,
} from './reservation-books';
import { decimalText, instalmentOf, wholeUnits } from './whole-cents';

type Returned = BillingEventData['ReservationReturned'];
type Share = Returned['shares'][number];
type Listed = Readonly<{ listed: string }>;

/** R-REC-2, of a return: each share, its part of the fee, and what it counts. */
export function checkReturnExplained(
  books: ReservationBooks,
  step: LifeStep,
  data: Returned,
): void {
  const reservation = reservationOf(books, data.reservationId);
  const today = askedOf(step, data.reservationId)?.listPriceOfTheDay;
  for (const [index, share] of data.shares.entries()) {
    const charge = known(books.charges, share.chargeId, 'charge');
    checkShare({ data, share, charge, reservation }, today);
    checkFee(data, index, step.terms.earlyTerminationFeeRate);
  }
  checkCounted(data, reservation);
}

type OfShare = Readonly<{
  data: Returned;
  share: Share;
  charge: Charge;
  reservation: Reservation;
}>;

function checkShare(of: OfShare, today: Listed | undefined): void {
  const { data, share, charge } = of;
  const { currency } = share.prorated;
  const paid = decimalText(charge.unit, currency);
  const explained = {
    what: `The refund of ${share.chargeId}`,
    explanation: share.line.explanation,
    amount: share.prorated,
    rules: rulesOf(data),
    termsVersion: data.terms.version,
  };
  explains(explained, (steps) => {
    const back = data.cancellation.free ? paid : unused(steps, of, basisOf(steps, of, today));
    steps.takes('times', currency, { amount: back, count: share.quantity });
  });
}

/** R-AMT-5: within the free days all comes back, unless usage was reported; otherwise R-AMT-2 where a list could be compared with. */
function rulesOf({ cancellation, comparison }: Returned): readonly string[] {
  if (cancellation.free) return ['R-AMT-5'];
  const isCompared = comparison !== 'NotCompared';
  const isUsedWithinFreeDays = cancellation.days <= cancellation.daysFree;
  return [
    'R-AMT-1',
    ...(isCompared ? ['R-AMT-2'] : []),
    'R-AMT-4',
    ...(isUsedWithinFreeDays ? ['R-AMT-5'] : []),
  ];
}

/** R-AMT-4: what one unit has not used up of the price. */
function unused(steps: StepsReader, { share }: OfShare, basis: string): string {
  const { daysUsed, daysInPeriod, prorated } = share;
  const { currency } = prorated;
  const used = steps.takes('proportion', currency, { amount: basis, daysUsed, daysInPeriod });
  return steps.takes('subtract', currency, { from: basis, amount: used });
}

/** R-AMT-2: the price paid, or the lower of it and the list price of the day. */
function basisOf(steps: StepsReader, of: OfShare, today: Listed | undefined): string {
  const { data, share, charge, reservation } = of;
  const { currency } = share.prorated;
  if (data.comparison !== 'ListPriceOfTheDay') return decimalText(charge.unit, currency);
  ensure(today !== undefined, () => `${share.chargeId} was compared with no list price`);
  const { purchase, count, listed } = reservation;
  const list: string = purchase.listPrice.unitPrice.currency;
  const partOf = (code: string, total: string): string => {
    const inputs = { total, instalments: count, number: charge.instalment };
    return count === 1 ? total : steps.takes('instalment', code, inputs);
  };
  const whole = steps.takes('roundHalfUp', list, { value: today.listed });
  const now = partOf(list, whole);
  const then = instalmentOf(listed, count, charge.instalment);
  const pricePaid = decimalText(then, list);
  const lower = steps.takes('lesser', list, { pricePaid, listPriceOfTheDay: now });
  const { exchangeRate } = purchase;
  if (exchangeRate === undefined) return lower;
  const { from, rate, on: rateOn } = exchangeRate;
  const amount = wholeUnits(now) < then ? whole : decimalText(listed, list);
  return partOf(currency, steps.takes('convert', currency, { amount, from, rate, rateOn }));
}

/** R-AMT-5: the terms' rate of all that comes back, and the share's part of it. */
function checkFee({ shares, terms }: Returned, index: number, rate: string): void {
  const share = shares[index];
  if (share?.feeLine === undefined) return;
  const { chargeId, fee, feeLine } = share;
  const { currency } = fee;
  const weights = shares.map(({ prorated }) => prorated.amount);
  const explained = {
    what: `The fee of ${chargeId}`,
    explanation: feeLine.explanation,
    amount: fee,
    rules: ['R-AMT-5'],
    termsVersion: terms.version,
  };
  explains(explained, (steps) => {
    const all = sumOf(weights, currency);
    const total = steps.takes('rateOf', currency, { amount: all, rate });
    steps.takes('apportion', currency, { total, weights, index });
  });
}

function sumOf(amounts: readonly string[], currency: string): string {
  return decimalText(
    amounts.reduce((sum, amount) => sum + wholeUnits(amount), 0n),
    currency,
  );
}

/** R-AMT-3, and R-CAP-2 and R-CAP-3 where it counts: the remaining commitment, then what counts of the return. */
function checkCounted(data: Returned, reservation: Reservation): void {
  const { cap, remainingCommitment, explanation, terms, reservationId } = data;
  const explained = {
    what: `What the return of ${reservationId} counts`,
    explanation,
    amount: cap.counts ? cap.usd : remainingCommitment,
    rules: cap.counts ? ['R-AMT-3', 'R-CAP-2', 'R-CAP-3'] : ['R-AMT-3'],
    termsVersion: terms.version,
  };
  explains(explained, (steps) => {
    const commitment = commitmentOf(steps, data, reservation);
    if (cap.counts) counted(steps, data, commitment);
  });
}

function commitmentOf(steps: StepsReader, data: Returned, reservation: Reservation): string {
  const { currency } = data.remainingCommitment;
  if (reservation.purchase.billingPlan === 'Upfront')
    return steps.takes('sum', currency, { amounts: refundsOf(data) });
  const total = decimalText(reservation.unitPrice, currency);
  const { count: instalments, charged: after } = reservation;
  const amount = steps.takes('laterInstalments', currency, { total, instalments, after });
  return steps.takes('times', currency, { amount, count: data.quantity });
}

function refundsOf({ shares }: Returned): readonly string[] {
  return shares.map(({ prorated }) => prorated.amount);
}

/** R-CAP-2: by the measure of the terms, at the rate of the pair or of its inverse. */
function counted(steps: StepsReader, data: Returned, commitment: string): void {
  const { cap, cancelledInstalments } = data;
  if (!cap.counts) return;
  const { currency } = cancelledInstalments;
  const refunds = refundsOf(data);
  const amount = {
    cancelledCommitment: () => commitment,
    refundAmount: () => steps.takes('sum', currency, { amounts: refunds }),
    refundPlusCommitment: () =>
      steps.takes('sum', currency, { amounts: [...refunds, cancelledInstalments.amount] }),
  }[cap.measure]();
  if (cap.exchangeRate === undefined) return;
  const { from, to, rate, on: rateOn } = cap.exchangeRate;
  if (from === currency) steps.takes('convert', 'USD', { amount, from, rate, rateOn });
  else steps.takes('convertInversely', 'USD', { amount, to, rate, rateOn });
}
