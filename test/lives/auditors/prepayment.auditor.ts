import { type BillingAccount, type BillingEventData } from '#ledger-core';
import { type LifeStep, type MakeAuditor } from '../life-step';
import { ensure, known, same } from './complaint';
import { type OperationOfStep, operationsOf, read, type Readers } from './operations-of';
import { addDays, monthOf } from './own-calendar';
import {
  availableOn,
  newPrepaymentBooks,
  type PrepaymentBooks,
  sourcesOn,
  termOn,
} from './prepayment-books';
import { cents, lesserOf } from './whole-cents';

type Charge = BillingEventData['ChargeMade'];
type Drawn = BillingEventData['PrepaymentDrawn'];

/** Facts of an operation that must still follow. */
type Pending = {
  readonly on: string;
  readonly validityDays: number;
  /** A charge whose draw must follow. */
  undrawn: Readonly<{ chargeId: string; amount: bigint }> | undefined;
  readonly ungranted: Map<string, BillingEventData['ReservationReturned']['shares'][number]>;
};

/** R-PUR-4 and R-OUT-1: what the prepayment pays, what comes back to it, and when that expires. */
export const auditPrepayment: MakeAuditor = () => {
  const books = newPrepaymentBooks();
  return (step) => {
    for (const operation of operationsOf(step)) auditOperation(books, operation, step);
    checkSwept(books, step);
    samePrepayment(books, step.state);
  };
};

function auditOperation(
  books: PrepaymentBooks,
  { on, events }: OperationOfStep,
  { terms }: LifeStep,
): void {
  const pending: Pending = {
    on,
    validityDays: terms.prepaymentCreditValidityDays,
    undrawn: undefined,
    ungranted: new Map(),
  };
  const readers = readersOf(books, pending);
  for (const event of events) {
    if (event.type !== 'PrepaymentDrawn') ensureDrawn(pending);
    read(readers, event);
  }
  ensureDrawn(pending);
  same('Refund credits not granted', [...pending.ungranted.keys()].join(' '), '');
}

function ensureDrawn({ undrawn }: Pending): void {
  ensure(
    undrawn === undefined,
    () => `${String(undrawn?.chargeId)} is paid by prepayment and not drawn`,
  );
}

function readersOf(books: PrepaymentBooks, pending: Pending): Readers {
  return {
    BillingAccountOpened: ({ payment }) => {
      books.isEnrolment = payment.method === 'prepayment';
    },
    PrepaymentTermAdded: (data) => {
      addTerm(books, pending, data);
    },
    ChargeMade: (data) => {
      checkCharge(books, pending, data);
    },
    PrepaymentDrawn: (data) => {
      draw(books, pending, data);
    },
    ReservationReturned: ({ shares }) => {
      for (const share of shares) noteShare(pending, share);
    },
    PrepaymentCreditGranted: (data) => {
      grant(books, pending, data);
    },
    PrepaymentCreditExpired: (data) => {
      expire(books, pending, data);
    },
  };
}

/** R-OUT-1: terms of an account must not overlap. */
function addTerm(
  books: PrepaymentBooks,
  { on }: Pending,
  { termId, from, to, amount, availableAfter }: BillingEventData['PrepaymentTermAdded'],
): void {
  ensure(from < to && cents(amount) > 0n, () => `The term ${termId} is empty`);
  for (const [other, term] of books.terms)
    ensure(to <= term.from || term.to <= from, () => `The terms ${termId} and ${other} overlap`);
  books.terms.set(termId, { from, to, remaining: cents(amount) });
  same(`The prepayment after ${termId}`, cents(availableAfter), availableOn(books, on));
}

/** R-PUR-4: from the prepayment exactly when the whole of it is covered, otherwise overage of its month. */
function checkCharge(
  books: PrepaymentBooks,
  pending: Pending,
  { chargeId, amount, paidBy, chargedOn }: Charge,
): void {
  if (!books.isEnrolment) {
    ensure(
      paidBy.method === 'invoice' || paidBy.method === 'card',
      () => `${chargeId} is paid from a prepayment that the account does not have`,
    );
    return;
  }
  const isCovered = availableOn(books, chargedOn) >= cents(amount);
  same(`How ${chargeId} is paid`, paidBy.method, isCovered ? 'prepayment' : 'overage');
  if (paidBy.method === 'overage')
    same(`The month of ${chargeId}`, paidBy.month, monthOf(chargedOn));
  if (isCovered && cents(amount) > 0n) pending.undrawn = { chargeId, amount: cents(amount) };
}

/** Refund credits first, the soonest to expire first, then the term's own balance. */
function draw(books: PrepaymentBooks, pending: Pending, data: Drawn): void {
  const { undrawn, on } = pending;
  ensure(undrawn?.chargeId === data.chargeId, () => `${data.chargeId} is drawn out of turn`);
  pending.undrawn = undefined;
  same(`What is drawn for ${data.chargeId}`, cents(data.amount), undrawn.amount);
  same(`The day on which ${data.chargeId} is drawn`, data.drawnOn, on);
  let open = undrawn.amount;
  const taken = [...data.taken];
  for (const source of sourcesOn(books, on)) {
    const part = lesserOf(open, source.balance.remaining);
    if (part === 0n) continue;
    const said = taken.shift();
    ensure(
      said !== undefined && sourceId(said) === source.id,
      () => `${data.chargeId} does not draw ${source.id} in its turn`,
    );
    same(`What ${source.id} gives ${data.chargeId}`, cents(said.amount), part);
    source.balance.remaining -= part;
    open -= part;
    same(`What is left of ${source.id}`, cents(said.remainingAfter), source.balance.remaining);
  }
  same(`What else ${data.chargeId} draws`, taken.length, 0);
  same(`The prepayment after ${data.chargeId}`, cents(data.availableAfter), availableOn(books, on));
}

function sourceId({ from }: Drawn['taken'][number]): string {
  return from.kind === 'credit' ? from.creditId : from.termId;
}

/** One credit for each share that the prepayment paid; nothing, when nothing came back. */
function noteShare(
  { ungranted }: Pending,
  share: BillingEventData['ReservationReturned']['shares'][number],
): void {
  const { settledBy, refund, chargeId } = share;
  if (settledBy.method !== 'prepayment') return;
  same(`Whether ${chargeId} gives a credit`, settledBy.creditId !== undefined, cents(refund) > 0n);
  if (settledBy.creditId !== undefined) ungranted.set(settledBy.creditId, share);
}

function grant(
  books: PrepaymentBooks,
  { on, validityDays, ungranted }: Pending,
  data: BillingEventData['PrepaymentCreditGranted'],
): void {
  const { creditId } = data;
  const share = known(ungranted, creditId, 'refund to the prepayment');
  ungranted.delete(creditId);
  same(`The charge of ${creditId}`, data.chargeId, share.chargeId);
  same(`The credit ${creditId}`, cents(data.amount), cents(share.prorated) - cents(share.fee));
  same(`The fee beside ${creditId}`, cents(data.fee), cents(share.fee));
  same(`The day of ${creditId}`, data.grantedOn, on);
  same(`The expiry of ${creditId}`, data.expiresOn, addDays(on, validityDays));
  same(`The term that ${creditId} joins`, data.termId, termOn(books, on)?.[0]);
  books.credits.set(creditId, {
    from: on,
    to: data.expiresOn,
    remaining: cents(data.amount),
  });
  same(`The prepayment after ${creditId}`, cents(data.availableAfter), availableOn(books, on));
}

function expire(
  books: PrepaymentBooks,
  { on }: Pending,
  data: BillingEventData['PrepaymentCreditExpired'],
): void {
  const { creditId } = data;
  const credit = known(books.credits, creditId, 'refund credit');
  same(`The day of expiry of ${creditId}`, data.expiredOn, on);
  same(`The day of expiry of ${creditId}`, on, credit.to);
  ensure(credit.remaining > 0n, () => `Nothing was left of ${creditId} to expire`);
  same(`What expires of ${creditId}`, cents(data.amount), credit.remaining);
  books.credits.delete(creditId);
  same(`The prepayment after ${creditId}`, cents(data.availableAfter), availableOn(books, on));
}

/** R-TIM-1: what expired by the day of the step has been swept. */
function checkSwept(books: PrepaymentBooks, { on }: LifeStep): void {
  for (const [creditId, { to, remaining }] of books.credits) {
    ensure(to > on || remaining === 0n, () => `${creditId} expired on ${to} and was not swept`);
    if (remaining === 0n) books.credits.delete(creditId);
  }
}

function samePrepayment(books: PrepaymentBooks, state: BillingAccount): void {
  same('How many terms the account has', state.prepaymentTerms.size, books.terms.size);
  for (const [termId, { remaining }] of state.prepaymentTerms)
    same(`What is left of ${termId}`, cents(remaining), books.terms.get(termId)?.remaining);
  same('How many refund credits are left', state.prepaymentCredits.size, books.credits.size);
  for (const [creditId, { remaining }] of state.prepaymentCredits)
    same(`What is left of ${creditId}`, cents(remaining), books.credits.get(creditId)?.remaining);
}
