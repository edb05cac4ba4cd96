import { type BillingEventData } from '#ledger-core';
import { ensure, known, same } from './complaint';
import { cents } from './whole-cents';

type Charge = BillingEventData['ChargeMade'];
type Share = BillingEventData['ReservationReturned']['shares'][number];

/** The lines of a month whose invoice is not issued yet. */
export type OpenMonth = { total: bigint; lineCount: number };

/** Every line ever written, and the papers that must show it. */
export type LineBooks = {
  /** With the sign they have on an invoice. */
  readonly amounts: Map<string, bigint>;
  /** Lines of this operation by the paper that must print them, in the order in which they were written. */
  readonly awaited: Map<string, string[]>;
  readonly openMonths: Map<string, OpenMonth>;
  readonly payments: Map<string, Charge['paidBy']>;
  /** Charges and fees less refunds that are on papers, or will be when their month closes. */
  billed: bigint;
};

export function newLineBooks(): LineBooks {
  return {
    amounts: new Map(),
    awaited: new Map(),
    openMonths: new Map(),
    payments: new Map(),
    billed: 0n,
  };
}

export function writeCharge(books: LineBooks, { chargeId, amount, paidBy, line }: Charge): void {
  books.payments.set(chargeId, paidBy);
  write(books, line.lineId, cents(amount));
  if (paidBy.method === 'prepayment') return;
  books.billed += cents(amount);
  if (paidBy.method === 'overage') addToMonth(books, paidBy.month, cents(amount));
  else awaitLine(books, paidBy.invoice, line.lineId);
}

/** R-OUT-0: how the charge was paid decides on which paper its refund stands. */
export function writeShare(books: LineBooks, share: Share): void {
  const paidBy = known(books.payments, share.chargeId, 'charge');
  const { settledBy, line, feeLine, prorated, fee } = share;
  same(`How ${share.chargeId} is settled`, settledBy.method, expectedMethod(books, paidBy));
  write(books, line.lineId, -cents(prorated));
  if (feeLine !== undefined) write(books, feeLine.lineId, cents(fee));
  if (settledBy.method === 'prepayment') return;
  const lines = feeLine === undefined ? [line.lineId] : [line.lineId, feeLine.lineId];
  books.billed += cents(fee) - cents(prorated);
  for (const lineId of lines)
    if (settledBy.method === 'overage') {
      ensure(
        paidBy.method === 'overage' && paidBy.month === settledBy.month,
        () => `The refund of ${share.chargeId} is on another month's invoice: ${settledBy.month}`,
      );
      addToMonth(books, settledBy.month, books.amounts.get(lineId) ?? 0n);
    } else awaitLine(books, paperOf(settledBy), lineId);
}

function expectedMethod(books: LineBooks, paidBy: Charge['paidBy']): string {
  if (paidBy.method !== 'overage') return paidBy.method;
  return books.openMonths.has(paidBy.month) ? 'overage' : 'creditNote';
}

function paperOf(
  settledBy: Extract<Share['settledBy'], { method: 'invoice' | 'card' | 'creditNote' }>,
): string {
  return settledBy.method === 'creditNote' ? settledBy.creditNote : settledBy.invoice;
}

function write(books: LineBooks, lineId: string, amount: bigint): void {
  ensure(!books.amounts.has(lineId), () => `The line ${lineId} is written twice`);
  books.amounts.set(lineId, amount);
}

function awaitLine(books: LineBooks, paper: string, lineId: string): void {
  const lines = books.awaited.get(paper);
  if (lines === undefined) books.awaited.set(paper, [lineId]);
  else lines.push(lineId);
}

function addToMonth(books: LineBooks, month: string, amount: bigint): void {
  const open = books.openMonths.get(month) ?? { total: 0n, lineCount: 0 };
  open.total += amount;
  open.lineCount += 1;
  books.openMonths.set(month, open);
}

/** The new lines of a paper are those that were written for it, in their order; their sum, as on an invoice. */
export function printLines(books: LineBooks, paper: string, newLines: readonly string[]): bigint {
  const awaited = books.awaited.get(paper) ?? [];
  same(`The new lines of ${paper}`, newLines.join(' '), awaited.join(' '));
  books.awaited.delete(paper);
  let sum = 0n;
  for (const lineId of newLines) sum += known(books.amounts, lineId, 'line');
  return sum;
}
