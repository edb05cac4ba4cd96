import {
  type BillingEventData,
  type BillingEventOf,
  type BillingEventType,
  Calendar,
  type Day,
  type PrepaymentCreditId,
  type PrepaymentTermId,
  type Rejection,
  type ReservationOrderId,
  type ReservationPurchased,
} from '#ledger-core';
import { cents } from './auditors/whole-cents';
import { addCoverage, type Coverage } from './coverage';
import { type LifeStep } from './life-step';

type Count = (group: string, name: string) => void;

/** What of a life's past one needs to know to name what happens. */
type Past = {
  readonly count: Count;
  readonly orders: Map<ReservationOrderId, ReservationPurchased['data']['purchaseOf']>;
  readonly termEnds: Map<PrepaymentTermId, Day>;
  /** When the term that a credit joined ends. */
  readonly creditEnds: Map<PrepaymentCreditId, Day>;
  countedEver: bigint;
  isTransferAgreed: boolean;
};

const CAP = 5_000_000n;

/** Counts what the steps of one life meet. */
export function makeCounter(coverage: Coverage): (step: LifeStep) => void {
  const count: Count = (group, name) => {
    addCoverage(coverage, [[`${group}: ${name}`, 1]]);
  };
  const past: Past = {
    count,
    orders: new Map(),
    termEnds: new Map(),
    creditEnds: new Map(),
    countedEver: 0n,
    isTransferAgreed: false,
  };
  return (step) => {
    for (const event of step.events) {
      count('event', event.type);
      countFact(event, past);
    }
    countDecision(step, count);
  };
}

function countDecision({ decision, command, terms, on }: LifeStep, count: Count): void {
  if (decision === undefined) return;
  if (decision.outcome === 'rejected') {
    countRefusal(decision.rejection, count);
    return;
  }
  countDay(on, count);
  if (command?.type === 'ExchangeReservations')
    countExchange(command.returns.length, command.purchases.length, count);
  if (decision.events.some(({ type }) => type === 'CreditNoteIssued'))
    count('credit note', terms.overageOutcome);
  const cards = decision.events.flatMap((event) =>
    event.type === 'CardRefundRequested' || event.type === 'CardRefundHeld'
      ? [event.data.card.token]
      : [],
  );
  if (new Set(cards).size > 1) count('card refund', 'to several cards');
}

function countDay(on: Day, count: Count): void {
  const dayOfMonth = on.slice(-2);
  const isLast = Calendar.addDays(on, 1).endsWith('-01');
  if (on.endsWith('-02-29')) count('accepted on', 'a leap day');
  if (on.endsWith('-12-31')) count('accepted on', 'the last day of a year');
  if (isLast) count('accepted on', 'the last day of a month');
  if (dayOfMonth === '01') count('accepted on', 'a first day');
}

function countRefusal(rejection: Rejection, count: Count): void {
  const { code } = rejection;
  count('refused', code);
  if (code === 'ReservationsNotMergeable') count('not mergeable', rejection.why);
  if (code === 'TransferTargetUnsuitable') count('unsuitable target', rejection.why);
  if (code === 'ExchangeLinesOutOfRange') count('too few or many lines', rejection.what);
  if (code !== 'RefundCapExceeded') return;
  count('cap exceeded', rejection.fitsOn === undefined ? 'never fits' : 'fits later');
  if (rejection.exceededBy.amount.startsWith('0.0')) count('cap exceeded', 'by a few cents');
}

function countExchange(returns: number, purchases: number, count: Count): void {
  const text = (lines: number) => (lines === 1 ? '1' : 'several');
  count('exchange', `${text(returns)} for ${text(purchases)}`);
}

type Counters = {
  readonly [Type in BillingEventType]?: (data: BillingEventData[Type], past: Past) => void;
};

const COUNTERS: Counters = {
  BillingAccountOpened: ({ agreementType, payment }, { count }) => {
    count('account', `${agreementType} by ${payment.method}`);
  },
  ReservationPurchased: ({ orderId, purchaseOf }, { orders }) => {
    orders.set(orderId, purchaseOf);
  },
  ReservationReturned: (data, past) => {
    countReturn(data, past);
    countWhatCameBack(data, past);
    countCap(data, past);
  },
  ChargeMade: ({ paidBy }, { count }) => {
    count('charge paid by', paidBy.method);
  },
  RenewalNotPossible: ({ why }, { count }) => {
    count('not renewed', why);
  },
  ProgramTransferAgreed: (_, past) => {
    past.isTransferAgreed = true;
    past.count('transfer', 'agreed for later');
  },
  ProgramTransferred: (_, { count, isTransferAgreed }) => {
    count('transfer', isTransferAgreed ? 'happened on its day' : 'happened at once');
  },
  InvoiceIssued: ({ why, carries }, { count }) => {
    count('invoice for', why);
    const replaced = carries.length === 1 ? 'one' : 'several';
    if (why === 'Exchange') count('exchange paper replaces', replaced);
  },
  CreditNoteIssued: ({ applied, carried, creditFor }, { count }) => {
    for (const { invoice } of applied)
      count('credit note', invoice === creditFor ? 'for the original' : 'for a later invoice');
    if (!isNothing(carried)) count('credit note', 'carried');
  },
  PaymentRecorded: ({ applied, overpaid, invoice }, { count }) => {
    if (!isNothing(overpaid)) count('payment', 'over');
    if (applied.length > 1) count('payment', 'for several papers');
    const [first] = applied;
    if (first === undefined) return;
    count('payment', first.statusAfter === 'Paid' ? 'of all due' : 'of a part');
    if (first.invoice !== invoice) count('payment', 'for a replaced paper');
  },
  RetainedCreditGranted: ({ reason }, { count }) => {
    count('credit retained of', reason);
  },
  RetainedCreditUsed: ({ taken }, { count }) => {
    count('retained credit used', taken.length === 1 ? 'one' : 'several');
  },
  PrepaymentTermAdded: ({ termId, to }, { termEnds }) => {
    termEnds.set(termId, to);
  },
  PrepaymentCreditGranted: ({ termId, creditId }, { count, termEnds, creditEnds }) => {
    const end = termId === undefined ? undefined : termEnds.get(termId);
    count('prepayment credit', end === undefined ? 'stands by itself' : 'joins a term');
    if (end !== undefined) creditEnds.set(creditId, end);
  },
  PrepaymentDrawn: (data, past) => {
    countDrawn(data, past);
  },
  CardRefundRequested: ({ heldRefundId }, { count }) => {
    count('card refund', heldRefundId === undefined ? 'sent at once' : 'sent on approval');
  },
  CardRefundHeld: (_, { count }) => {
    count('card refund', 'held');
  },
  SupportRequestCreated: (_, { count }) => {
    count('support request', 'Created');
  },
  SupportRequestMoved: ({ status }, { count }) => {
    count('support request', status);
  },
};

function countFact<Type extends BillingEventType>(event: BillingEventOf<Type>, past: Past): void {
  const counter: ((data: BillingEventData[Type], past: Past) => void) | undefined =
    COUNTERS[event.type];
  counter?.(event.data, past);
}

function countDrawn(
  { taken, drawnOn }: BillingEventData['PrepaymentDrawn'],
  { count, creditEnds }: Past,
): void {
  const credits = taken.flatMap(({ from }) => (from.kind === 'credit' ? [from.creditId] : []));
  if (credits.length === 0) count('prepayment drawn from', 'term');
  else count('prepayment drawn from', credits.length < taken.length ? 'both' : 'credit');
  if (credits.length > 1) count('prepayment drawn from', 'several credits');
  if (credits.some((id) => (creditEnds.get(id) ?? drawnOn) < drawnOn))
    count('prepayment drawn from', 'credit of a past term');
}

type Returned = BillingEventData['ReservationReturned'];

function countReturn(
  { orderId, shares, sibling, comparison, cancellation }: Returned,
  { count, orders }: Past,
): void {
  count('returned', `of ${orders.get(orderId) ?? 'nobody'}`);
  count('returned', sibling === undefined ? 'whole' : 'in part');
  count('price compared with', comparison);
  for (const { settledBy } of shares) count('refund settled by', settledBy.method);
  if (shares.length > 1) count('returned', 'several charges at once');
  if (shares.some(({ daysUsed, daysInPeriod }) => daysUsed === daysInPeriod - 1))
    count('returned', 'on the last day of the period');
  if (cancellation.days === 5) count('returned', 'fifth day after the purchase');
  if (cancellation.days === 6) count('returned', 'sixth day after the purchase');
}

function countWhatCameBack({ cancellation, refund, fee, shares }: Returned, { count }: Past): void {
  count('came back', cancellation.free ? 'all, free' : 'in part');
  if (!isNothing(fee)) count('came back', 'less a fee');
  if (isNothing(refund)) count('came back', 'nothing');
  if (shares.some(({ basis, paid }) => basis.amount !== paid.amount))
    count('came back', 'on the lower list price');
}

function countCap({ cap }: Returned, past: Past): void {
  const { count } = past;
  if (!cap.counts) {
    count('cap does not count', cap.why);
    return;
  }
  past.countedEver += cents(cap.usd);
  count('cap counts', cap.measure);
  if (isNothing(cap.usd)) count('cap counts', 'nothing');
  if (cents(cap.usedAfter) === CAP) count('cap counts', 'up to the limit exactly');
  if (past.countedEver > CAP) count('cap counts', 'after others replenished');
}

function isNothing({ amount }: Readonly<{ amount: string }>): boolean {
  return !/[1-9]/.test(amount);
}
