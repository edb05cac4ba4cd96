import { type BillingEventData, type PolicyTerms } from '#ledger-core';
import { ensure, known, same } from './complaint';
import {
  amountDue,
  figuresOf,
  noteDue,
  type PaperBooks,
  sameFigures,
  takeNumber,
} from './paper-books';
import { printLines } from './paper-lines';
import { cents, lesserOf } from './whole-cents';

type Note = BillingEventData['CreditNoteIssued'];
type Revised = BillingEventData['InvoiceRevised'];

/** R-OUT-2: the credit notes and revisions of one operation. */
export type Reopening = {
  /** The months whose refunds each note must show. */
  readonly months: Map<string, string>;
  readonly originals: Set<string>;
  readonly revised: Set<string>;
};

export function newReopening(): Reopening {
  return { months: new Map(), originals: new Set(), revised: new Set() };
}

/** It is set against the unpaid part of the original, then against later unpaid invoices in order. */
export function checkCreditNote(books: PaperBooks, reopening: Reopening, note: Note): void {
  takeNumber(books, note.number);
  same(`The lines of ${note.number}`, note.lineCount, note.newLines.length);
  same(
    `The total of ${note.number}`,
    cents(note.total),
    -printLines(books.lines, note.number, note.newLines),
  );
  const original = known(books.invoices, note.creditFor, 'invoice');
  same(
    `The month that ${note.number} refunds`,
    original.overageMonth,
    reopening.months.get(note.number),
  );
  ensure(!reopening.originals.has(note.creditFor), () => `${note.creditFor} has two credit notes`);
  reopening.originals.add(note.creditFor);
  books.creditNoteTotal += cents(note.total);
  applyNote(books, note);
}

function applyNote(books: PaperBooks, note: Note): void {
  let left = cents(note.total);
  const applied = [...note.applied];
  for (const number of overageFrom(books, note.creditFor)) {
    const invoice = known(books.invoices, number, 'invoice');
    const part = lesserOf(left, amountDue(invoice));
    if (part === 0n) continue;
    const said = applied.shift();
    ensure(
      said?.invoice === number,
      () => `${note.number} is not set against ${number} in its turn`,
    );
    same(`What ${note.number} takes off ${number}`, cents(said.amount), part);
    left -= part;
    invoice.credited += part;
    noteDue(books, number);
    sameFigures(books, number, {
      paid: invoice.paid,
      credited: cents(said.creditedAfter),
      amountDue: cents(said.amountDueAfter),
      status: said.statusAfter,
    });
  }
  same(`What else ${note.number} is set against`, applied.length, 0);
  same(`What ${note.number} carries`, cents(note.carried), left);
}

/** The account's overage invoices from one on, in order; earlier ones are left alone. */
function overageFrom(books: PaperBooks, first: string): readonly string[] {
  const from = known(books.invoices, first, 'invoice').sequence;
  return books.overage.filter(
    (number) => known(books.invoices, number, 'invoice').sequence >= from,
  );
}

export function checkRevision(books: PaperBooks, reopening: Reopening, revised: Revised): void {
  const { number } = revised;
  const invoice = known(books.invoices, number, 'invoice');
  ensure(!reopening.revised.has(number), () => `${number} was revised twice in one operation`);
  reopening.revised.add(number);
  invoice.revision += 1;
  same(`The revision of ${number}`, revised.revision, invoice.revision);
  ensure(revised.why.length > 0, () => `The revision of ${number} does not say why`);
  sameFigures(books, number, figuresOf(revised));
  books.touched.add(number);
}

/** R-OUT-2: `reopen`: the original and all later ones; `creditNote`: the originals alone. */
export function checkReopened(
  books: PaperBooks,
  { originals, revised }: Reopening,
  outcome: PolicyTerms['overageOutcome'],
): void {
  const [earliest] = books.overage.filter((number) => originals.has(number));
  const all = earliest === undefined ? [] : overageFrom(books, earliest);
  const expected = outcome === 'reopen' ? all : all.filter((number) => originals.has(number));
  same('The reopened invoices', [...revised].sort().join(' '), [...expected].sort().join(' '));
}
