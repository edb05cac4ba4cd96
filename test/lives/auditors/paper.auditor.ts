import { type BillingEventData } from '#ledger-core';
import { type LifeStep, type MakeAuditor } from '../life-step';
import { ensure, known, same } from './complaint';
import {
  checkCreditNote,
  checkReopened,
  checkRevision,
  newReopening,
  type Reopening,
} from './credit-notes';
import { type OperationOfStep, operationsOf, read, type Readers } from './operations-of';
import { addDays } from './own-calendar';
import {
  amountDue,
  checkTotals,
  figuresOf,
  hold,
  newPaperBooks,
  noteDue,
  openAccount,
  type PaperBooks,
  sameFigures,
  standingOf,
  takeNumber,
} from './paper-books';
import { printLines, writeCharge, writeShare } from './paper-lines';
import { samePapers } from './paper-state';
import { cents, lesserOf } from './whole-cents';

type Issued = BillingEventData['InvoiceIssued'];
type Returned = BillingEventData['ReservationReturned'];

/** What one operation must still bring about. */
type Pending = Readonly<{
  on: string;
  issued: Issued[];
  /** Standing invoice → the one that must replace it. */
  replacements: Map<string, string>;
  closing: Map<string, BillingEventData['OverageMonthClosed']>;
  reopening: Reopening;
}>;

/** R-OUT-0, R-OUT-2, R-OUT-3, R-OUT-5 to R-OUT-7 and R-PUR-5: every paper, to the cent, after every operation. */
export const auditPapers: MakeAuditor = () => {
  const books = newPaperBooks();
  let steps = 0;
  return (step) => {
    for (const operation of operationsOf(step)) auditOperation(books, operation, step);
    samePapers(books, step.state, steps % 8 === 0);
    books.touched.clear();
    steps += 1;
  };
};

function auditOperation(books: PaperBooks, operation: OperationOfStep, step: LifeStep): void {
  const pending: Pending = {
    on: operation.on,
    issued: [],
    replacements: new Map(),
    closing: new Map(),
    reopening: newReopening(),
  };
  const readers = readersOf(books, pending);
  for (const event of operation.events) read(readers, event);
  for (const data of pending.issued) sameFigures(books, data.number, figuresOf(data));
  for (const { number } of pending.issued) noteDue(books, number);
  for (const number of books.touched) noteDue(books, number);
  for (const [old, by] of pending.replacements)
    same(`What replaces ${old}`, known(books.invoices, old, 'invoice').replacedBy, by);
  same('Lines on no paper', [...books.lines.awaited.keys()].join(' '), '');
  checkReopened(books, pending.reopening, step.terms.overageOutcome);
  checkTotals(books);
}

function readersOf(books: PaperBooks, pending: Pending): Readers {
  return {
    BillingAccountOpened: (data) => {
      openAccount(books, data);
    },
    ChargeMade: (data) => {
      writeCharge(books.lines, data);
    },
    ReservationReturned: (data) => {
      noteReturn(books, pending, data);
    },
    OverageMonthClosed: (data) => {
      pending.closing.set(data.invoice, data);
    },
    InvoiceIssued: (data) => {
      issue(books, pending, data);
    },
    InvoiceVoided: (data) => {
      voidInvoice(books, pending, data);
    },
    CreditNoteIssued: (data) => {
      same(`The day of ${data.number}`, data.issuedOn, pending.on);
      checkCreditNote(books, pending.reopening, data);
    },
    InvoiceRevised: (data) => {
      same(`The day of the revision of ${data.number}`, data.revisedOn, pending.on);
      checkRevision(books, pending.reopening, data);
    },
    PaymentRecorded: (data) => {
      recordPayment(books, data);
    },
    RetainedCreditUsed: ({ invoice, paymentId, amount }) => {
      hold(books, invoice, { paymentId, amount: cents(amount) });
    },
    CardCharged: ({ invoice, paymentId, amount }) => {
      hold(books, invoice, { paymentId, amount: cents(amount) });
    },
  };
}

/** R-OUT-3, R-OUT-5: the invoice on which the charge stands today is replaced by the one that shows the refund. */
function noteReturn(books: PaperBooks, pending: Pending, { shares }: Returned): void {
  for (const share of shares) {
    const { settledBy } = share;
    const paidBy = known(books.lines.payments, share.chargeId, 'charge');
    writeShare(books.lines, share);
    if (settledBy.method === 'creditNote' && paidBy.method === 'overage')
      pending.reopening.months.set(settledBy.creditNote, paidBy.month);
    if (
      (settledBy.method === 'invoice' || settledBy.method === 'card') &&
      (paidBy.method === 'invoice' || paidBy.method === 'card')
    )
      pending.replacements.set(standingOf(books, paidBy.invoice), settledBy.invoice);
  }
}

function issue(books: PaperBooks, pending: Pending, data: Issued): void {
  const { number, carries } = data;
  const sequence = takeNumber(books, number);
  same(`The day of ${number}`, data.issuedOn, pending.on);
  same(`The due day of ${number}`, data.dueOn, addDays(data.issuedOn, termDays(books)));
  const lines = linesOf(books, pending, data);
  same(`The total of ${number}`, cents(data.total), lines.total);
  same(`The currency of ${number}`, data.total.currency, books.account?.currency);
  same(`The line count of ${number}`, data.lineCount, lines.lineCount);
  checkCarried(pending, data);
  for (const old of carries)
    same(
      `Whether ${old} was standing`,
      known(books.invoices, old, 'invoice').replacedBy,
      undefined,
    );
  books.invoices.set(number, {
    sequence,
    ...lines,
    overageMonth: data.overageMonth,
    paid: 0n,
    credited: 0n,
    revision: 1,
    replacedBy: undefined,
    payments: [],
  });
  if (data.overageMonth !== undefined) books.overage.push(number);
  books.standingTotal += lines.total;
  pending.issued.push(data);
  if (books.account?.payment.method === 'card')
    same(`R-PUR-5: the status of ${number} of a card payer`, data.status, 'Paid');
}

function termDays({ account }: PaperBooks): number {
  ensure(account !== undefined, () => 'A paper was issued before the account was opened');
  return account.paymentTermDays;
}

/** R-OUT-3: a refund replaces each invoice by one of its own; R-OUT-5: an exchange all of them by one. */
function checkCarried({ replacements }: Pending, { number, carries, why }: Issued): void {
  const expected = [...replacements].flatMap(([old, by]) => (by === number ? [old] : []));
  same(`What ${number} carries`, [...carries].sort().join(' '), expected.sort().join(' '));
  if (why === 'Refund') same(`How many papers ${number} carries`, carries.length, 1);
  if (why === 'Exchange')
    same(`How many papers the exchange leaves`, new Set(replacements.values()).size, 1);
}

/** R-OUT-3: every line of what it replaces, then its own; an overage month's lines are those of the month. */
function linesOf(
  books: PaperBooks,
  { closing }: Pending,
  { number, carries, newLines, overageMonth }: Issued,
): Readonly<{ total: bigint; lineCount: number }> {
  if (overageMonth !== undefined) {
    const month = known(books.lines.openMonths, overageMonth, 'open month');
    const closed = known(closing, number, 'closed month of');
    same(`The month of ${number}`, overageMonth, closed.month);
    same(`The total of the month ${overageMonth}`, cents(closed.total), month.total);
    same(`The lines of the month ${overageMonth}`, closed.lineCount, month.lineCount);
    same(`The references of ${number}`, carries.length + newLines.length, 0);
    books.lines.openMonths.delete(overageMonth);
    return month;
  }
  const olds = carries.map((old) => known(books.invoices, old, 'invoice'));
  let sum = printLines(books.lines, number, newLines);
  for (const old of olds) sum += old.total;
  const lineCount = olds.reduce((count, old) => count + old.lineCount, newLines.length);
  return { total: sum, lineCount };
}

/** R-OUT-6: voiding is a new revision; its payments move, or are released to the cent. */
function voidInvoice(
  books: PaperBooks,
  { issued, on }: Pending,
  data: BillingEventData['InvoiceVoided'],
): void {
  const { number, replacedBy } = data;
  const invoice = known(books.invoices, number, 'invoice');
  const by = issued.find((one) => one.number === replacedBy);
  ensure(
    by?.carries.includes(data.number) === true,
    () => `${replacedBy} does not carry ${number}`,
  );
  same(`Whether ${number} was standing`, invoice.replacedBy, undefined);
  same(`The day on which ${number} was voided`, data.voidedOn, on);
  same(`The revision of ${number}`, data.revision, invoice.revision + 1);
  same(`How many payments of ${number} move`, data.payments.length, invoice.payments.length);
  same(`What a void ${number} had credited`, invoice.credited, 0n);
  for (const [index, { paymentId, amount }] of invoice.payments.entries()) {
    const said = data.payments[index];
    ensure(said?.paymentId === paymentId, () => `${number} does not move its payments in order`);
    const moved = cents(said.moved);
    const released = cents(said.released);
    same(`What ${paymentId} of ${number} moves and releases`, moved + released, amount);
    ensure(moved >= 0n && released >= 0n, () => `A part of ${paymentId} is negative`);
    if (moved > 0n) hold(books, replacedBy, { paymentId, amount: moved });
  }
  books.standingTotal -= invoice.total;
  Object.assign(invoice, { paid: 0n, payments: [], replacedBy, revision: data.revision });
  noteDue(books, number);
}

/** R-OUT-3, R-PUR-4: first what replaced the named invoice, then other due invoices, oldest first. */
function recordPayment(books: PaperBooks, data: BillingEventData['PaymentRecorded']): void {
  let left = cents(data.amount);
  const said = [...data.applied];
  for (const number of new Set([standingOf(books, data.invoice), ...books.due])) {
    if (left === 0n) break;
    const invoice = known(books.invoices, number, 'invoice');
    const part = lesserOf(left, amountDue(invoice));
    if (part === 0n) continue;
    const one = said.shift();
    ensure(one?.invoice === number, () => `The payment does not pay ${number} in its turn`);
    same(`What the payment gives ${number}`, cents(one.amount), part);
    left -= part;
    hold(books, number, { paymentId: data.paymentId, amount: part });
    noteDue(books, number);
    sameFigures(books, number, {
      paid: cents(one.paidAfter),
      credited: invoice.credited,
      amountDue: cents(one.amountDueAfter),
      status: one.statusAfter,
    });
  }
  same('What else the payment pays', said.length, 0);
  same('What the payment has over', cents(data.overpaid), left);
}
