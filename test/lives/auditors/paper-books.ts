import { type BillingEventData } from '#ledger-core';
import { ensure, known, same } from './complaint';
import { type LineBooks, newLineBooks } from './paper-lines';
import { cents, total } from './whole-cents';

export type Held = Readonly<{ paymentId: string; amount: bigint }>;

/** An invoice as the books have it. */
export type Invoice = {
  readonly sequence: number;
  readonly total: bigint;
  readonly lineCount: number;
  readonly overageMonth: string | undefined;
  paid: bigint;
  credited: bigint;
  revision: number;
  replacedBy: string | undefined;
  /** Oldest first. */
  payments: readonly Held[];
};

export type PaperBooks = {
  account: BillingEventData['BillingAccountOpened'] | undefined;
  papersIssued: number;
  readonly lines: LineBooks;
  readonly invoices: Map<string, Invoice>;
  /** Standing invoices with something due, oldest first. */
  readonly due: Set<string>;
  /** Invoices of overage, oldest first. */
  readonly overage: string[];
  /** Payments in the order in which they were made. */
  readonly madeAs: Map<string, number>;
  standingTotal: bigint;
  creditNoteTotal: bigint;
  /** Invoices that the step has changed. */
  readonly touched: Set<string>;
};

export function newPaperBooks(): PaperBooks {
  return {
    account: undefined,
    papersIssued: 0,
    lines: newLineBooks(),
    invoices: new Map(),
    due: new Set(),
    overage: [],
    madeAs: new Map(),
    standingTotal: 0n,
    creditNoteTotal: 0n,
    touched: new Set(),
  };
}

export function amountDue({ total: whole, paid, credited, replacedBy }: Invoice): bigint {
  return replacedBy === undefined ? whole - paid - credited : 0n;
}

/** R-OUT-6: one series over all kinds of paper, from 1, without gaps. */
export function takeNumber(books: PaperBooks, number: string): number {
  books.papersIssued += 1;
  const account = books.account?.billingAccountId ?? '';
  const digits = String(books.papersIssued).padStart(6, '0');
  same('The number of the next paper', number, `${account}-${digits}`);
  return books.papersIssued;
}

/** What is due only ever falls, so that `due` stays in the order of issue. */
export function noteDue(books: PaperBooks, number: string): void {
  books.touched.add(number);
  const invoice = known(books.invoices, number, 'invoice');
  const due = amountDue(invoice);
  ensure(due >= 0n, () => `${number} was paid or credited beyond its total by ${String(-due)}`);
  if (due > 0n) books.due.add(number);
  else books.due.delete(number);
}

/** Payments stand on an invoice in the order in which they were made, wherever they stood before. */
export function hold(books: PaperBooks, number: string, payment: Held): void {
  const invoice = known(books.invoices, number, 'invoice');
  ensure(payment.amount > 0n, () => `A payment of ${number} is not positive`);
  ensure(invoice.replacedBy === undefined, () => `${number} is void and was paid`);
  const { madeAs } = books;
  if (!madeAs.has(payment.paymentId)) madeAs.set(payment.paymentId, madeAs.size + 1);
  const age = ({ paymentId }: Held): number => madeAs.get(paymentId) ?? 0;
  invoice.payments = [...invoice.payments, payment].sort((a, b) => age(a) - age(b));
  invoice.paid += payment.amount;
  books.touched.add(number);
}

/** The standing invoice that shows the lines of another today. */
export function standingOf(books: PaperBooks, number: string): string {
  let standing = number;
  for (;;) {
    const { replacedBy } = known(books.invoices, standing, 'invoice');
    if (replacedBy === undefined) return standing;
    standing = replacedBy;
  }
}

type Figures = Readonly<{
  paid: bigint;
  credited: bigint;
  amountDue: bigint;
  status: string;
}>;

/** What an event says of an invoice is what the books say. */
export function sameFigures(books: PaperBooks, number: string, said: Figures): void {
  const invoice = known(books.invoices, number, 'invoice');
  const due = amountDue(invoice);
  same(`What was paid of ${number}`, said.paid, invoice.paid);
  same(`What was credited of ${number}`, said.credited, invoice.credited);
  same(`What is due of ${number}`, said.amountDue, due);
  same(`The status of ${number}`, said.status, due === 0n ? 'Paid' : 'Due');
  same(`What the payments of ${number} hold`, total(invoice.payments.map(held)), invoice.paid);
}

function held({ amount }: Held): bigint {
  return amount;
}

/** R-OUT-7, tax lines apart: open overage months are not on papers yet. */
export function checkTotals({ lines, standingTotal, creditNoteTotal }: PaperBooks): void {
  const open = total([...lines.openMonths.values()].map((month) => month.total));
  same(
    'R-OUT-7: standing invoices less credit notes',
    standingTotal - creditNoteTotal,
    lines.billed - open,
  );
}

export function openAccount(books: PaperBooks, data: BillingEventData['BillingAccountOpened']) {
  books.account = data;
}

/** The figures of an event in cents. */
export function figuresOf(
  of: Readonly<
    Pick<BillingEventData['InvoiceRevised'], 'paid' | 'credited' | 'amountDue' | 'status'>
  >,
): Figures {
  return {
    paid: cents(of.paid),
    credited: cents(of.credited),
    amountDue: cents(of.amountDue),
    status: of.status,
  };
}
