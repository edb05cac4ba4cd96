import { type BillingAccount, type DocumentNumber } from '#ledger-core';
import { ensure, known, same } from './complaint';
import { amountDue, type Invoice, type PaperBooks } from './paper-books';
import { cents } from './whole-cents';

type InvoiceOfState =
  BillingAccount['invoices'] extends ReadonlyMap<DocumentNumber, infer Value> ? Value : never;

/** What the account knows of its papers is what the books say: of all that a step touched, now and then of all. */
export function samePapers(books: PaperBooks, state: BillingAccount, all: boolean): void {
  same('How many papers the account issued', state.documentsIssued, books.papersIssued);
  same('How many invoices the account knows', state.invoices.size, books.invoices.size);
  same('How many invoices are due', state.dueInvoices.size, books.due.size);
  sameMonths(books, state);
  const ofState: ReadonlyMap<string, InvoiceOfState> = state.invoices;
  for (const number of all ? books.invoices.keys() : books.touched)
    sameInvoice(
      number,
      known(ofState, number, 'invoice of the account'),
      known(books.invoices, number, 'invoice'),
    );
  if (all)
    same('The due invoices', [...state.dueInvoices.keys()].join(' '), [...books.due].join(' '));
}

function sameMonths({ lines }: PaperBooks, { openMonths }: BillingAccount): void {
  same('How many months are open', openMonths.size, lines.openMonths.size);
  for (const [month, open] of openMonths) {
    const own = known(lines.openMonths, month, 'open month');
    same(`The total of ${month}`, cents(open.total), own.total);
    same(`The lines of ${month}`, open.lineCount, own.lineCount);
  }
}

function sameInvoice(number: string, of: InvoiceOfState, own: Invoice): void {
  same(`The account's total of ${number}`, cents(of.total), own.total);
  same(`The account's line count of ${number}`, of.lineCount, own.lineCount);
  same(`What the account says was paid of ${number}`, cents(of.paid), own.paid);
  same(`What the account says was credited of ${number}`, cents(of.credited), own.credited);
  same(`What the account says is due of ${number}`, cents(of.amountDue), amountDue(own));
  same(`The account's revision of ${number}`, of.revision, own.revision);
  same(`The account's replacement of ${number}`, of.replacedBy, own.replacedBy);
  same(`The account's payments of ${number}`, of.payments.length, own.payments.length);
  for (const [index, payment] of of.payments.entries()) {
    const held = own.payments[index];
    ensure(held?.paymentId === payment.paymentId, () => `The account mixes payments of ${number}`);
    same(`What ${payment.paymentId} holds of ${number}`, cents(payment.amount), held.amount);
  }
}
