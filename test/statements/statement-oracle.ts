import { type BillingEventData } from '#ledger-core';
import { addDays } from '../lives/auditors/own-calendar';
import { read, type Readers } from '../lives/auditors/operations-of';
import { beyond, cents, decimalText, total } from '../lives/auditors/whole-cents';
import { type Fact } from './logged-lives';

/*
 * What statements must say at the end of a day, folded from the log in whole cents. It shares no code with what
 * answers them, and its numbers are those of the rules: events only say what was given, drawn, used and paid.
 */

const CAP_LIMIT = 5_000_000n;
const CAP_WINDOW_DAYS = 365;
const CREDIT_VALIDITY_DAYS = 90;

type PlainMoney = Readonly<{ currency: string; amount: string }>;
type Data = BillingEventData;

/** Reads all that counts by the end of a day, in the order of the log. */
function readThrough(
  facts: readonly Fact[],
  on: string,
  readersOn: (day: string) => Readers,
): void {
  for (const fact of facts) if (fact.on <= on) read(readersOn(fact.on), fact.event);
}

function moneyOf(units: bigint, currency: string): PlainMoney {
  const text = decimalText(units < 0n ? -units : units, currency);
  return { currency, amount: units < 0n ? `-${text}` : text };
}

/** R-CAP-3, R-CAP-4, R-CAP-5: a refund counts on `[d, d + 365)`. */
export function refundCapByHand(facts: readonly Fact[], on: string): unknown {
  const uses: { of: Data['ReservationReturned']; from: string; to: string; usd: bigint }[] = [];
  readThrough(facts, on, (from) => ({
    ReservationReturned: (of) => {
      if (of.cap.counts)
        uses.push({ of, from, to: addDays(from, CAP_WINDOW_DAYS), usd: cents(of.cap.usd) });
    },
  }));
  const counting = uses.filter(({ to }) => on < to);
  const usedOn = (day: string) =>
    total(counting.filter(({ to }) => day < to).map(({ usd }) => usd));
  const leftOn = (day: string) => moneyOf(beyond(CAP_LIMIT, usedOn(day)), 'USD');
  const days = [...new Set(counting.map(({ to }) => to))].sort();
  return {
    on,
    limit: moneyOf(CAP_LIMIT, 'USD'),
    used: moneyOf(usedOn(on), 'USD'),
    available: leftOn(on),
    uses: counting.map(({ of, from, to, usd }) => ({
      reservationOrderId: of.orderId,
      reservationId: of.reservationId,
      refundedOn: from,
      amount: moneyOf(usd, 'USD'),
      replenishedOn: to,
    })),
    replenishments: days.map((day) => ({ on: day, available: leftOn(day) })),
    termsVersion: 'self-service-2021-04',
  };
}

type Credit = { of: Data['PrepaymentCreditGranted']; from: string; term?: string; drawn: bigint };
type Term = { of: Data['PrepaymentTermAdded']; drawn: bigint };
type Prepayment = Readonly<{ credits: Map<string, Credit>; terms: Map<string, Term> }>;

/** R-OUT-1: a credit is usable on `[d, d + 90)` and joins the term of its day, if there is one. */
export function prepaymentByHand(
  facts: readonly Fact[],
  { on, currency }: Readonly<{ on: string; currency: string }>,
): unknown {
  const books = prepaymentBooks(facts, on);
  const credits = [...books.credits.values()].map((credit) => {
    const expiresOn = addDays(credit.from, CREDIT_VALIDITY_DAYS);
    const left = cents(credit.of.amount) - credit.drawn;
    return { credit, expiresOn, left, usable: on < expiresOn ? left : 0n };
  });
  const terms = [...books.terms.values()].sort((a, b) => (a.of.from < b.of.from ? -1 : 1));
  return {
    on,
    available: moneyOf(total(credits.map(({ usable }) => usable)), currency),
    credits: credits.map(({ credit: { of, from, term, drawn }, expiresOn, left, usable }) => ({
      id: of.creditId,
      reservationId: of.reservationId,
      ...(term !== undefined && { termId: term }),
      grantedOn: from,
      expiresOn,
      amount: moneyOf(cents(of.amount), currency),
      ...(cents(of.fee) !== 0n && { fee: moneyOf(cents(of.fee), currency) }),
      used: moneyOf(drawn, currency),
      expired: moneyOf(left - usable, currency),
      remaining: moneyOf(usable, currency),
    })),
    terms: terms.map(({ of: { termId, from, to, amount }, drawn }) => ({
      ...{ id: termId, from, to, amount: moneyOf(cents(amount), currency) },
      remaining: moneyOf(cents(amount) - drawn, currency),
    })),
  };
}

function prepaymentBooks(facts: readonly Fact[], on: string): Prepayment {
  const books: Prepayment = { credits: new Map(), terms: new Map() };
  const termOn = (day: string) =>
    [...books.terms.values()].find(({ of: { from, to } }) => from <= day && day < to)?.of.termId;
  readThrough(facts, on, (day) => ({
    PrepaymentTermAdded: (of) => books.terms.set(of.termId, { of, drawn: 0n }),
    PrepaymentCreditGranted: (of) => {
      const term = termOn(day);
      const granted = { of, from: day, drawn: 0n, ...(term !== undefined && { term }) };
      books.credits.set(of.creditId, granted);
    },
    PrepaymentDrawn: ({ taken }) => {
      for (const { from, amount } of taken) {
        const source =
          from.kind === 'credit' ? books.credits.get(from.creditId) : books.terms.get(from.termId);
        if (source === undefined) throw new Error('Drawn from what was never granted');
        source.drawn += cents(amount);
      }
    },
  }));
  return books;
}

type Entry = Readonly<{ units: bigint; rest: object }>;

/** R-OUT-3, R-RET-4: what was retained, what it paid, and what went to the account of another programme. */
export function retainedCreditByHand(
  facts: readonly Fact[],
  { on, currency }: Readonly<{ on: string; currency: string }>,
): unknown {
  const entries: Entry[] = [];
  /** Oldest first: what one event takes from several credits is told in this order. */
  const granted: string[] = [];
  const take = (taken: Data['RetainedCreditTransferred']['credits'], rest: object) => {
    const inOrder = [...taken].sort(
      (a, b) => granted.indexOf(a.creditId) - granted.indexOf(b.creditId),
    );
    for (const { amount } of inOrder) entries.push({ units: -cents(amount), rest });
  };
  readThrough(facts, on, (day) => ({
    RetainedCreditGranted: ({ creditId, amount, reason, document, source }) => {
      granted.push(creditId);
      const paper = document !== undefined && { document };
      entries.push({ units: cents(amount), rest: { on: day, reason, ...paper, ...source } });
    },
    RetainedCreditUsed: ({ taken, invoice }) => {
      take(taken, { on: day, reason: 'Used', document: invoice });
    },
    RetainedCreditTransferred: ({ credits, transferId, toBillingAccountId }) => {
      const other = { transferId, billingAccountId: toBillingAccountId };
      take(credits, { on: day, reason: 'ProgramTransfer', ...other });
    },
  }));
  return {
    on,
    available: moneyOf(total(entries.map(({ units }) => units)), currency),
    entries: entries.map(({ units, rest }) => ({ ...rest, amount: moneyOf(units, currency) })),
  };
}

type Invoice = { readonly total: bigint; paid: bigint; credited: bigint };

/** What is due of all standing invoices, and what is retained. */
export function balancesByHand(
  facts: readonly Fact[],
  { on, currency }: Readonly<{ on: string; currency: string }>,
): unknown {
  const standing = new Map<string, Invoice>();
  let retained = 0n;
  const standingOf = (number: string): Invoice => {
    const invoice = standing.get(number);
    if (invoice === undefined) throw new Error(`${number} does not stand`);
    return invoice;
  };
  readThrough(facts, on, () => ({
    InvoiceIssued: ({ number, total: whole, paid, credited }) =>
      standing.set(number, {
        ...{ total: cents(whole), paid: cents(paid), credited: cents(credited) },
      }),
    InvoiceVoided: ({ number }) => standing.delete(number),
    CreditNoteIssued: ({ applied }) => {
      for (const { invoice, amount } of applied) standingOf(invoice).credited += cents(amount);
    },
    PaymentRecorded: ({ applied }) => {
      for (const { invoice, amount } of applied) standingOf(invoice).paid += cents(amount);
    },
    RetainedCreditGranted: ({ amount }) => {
      retained += cents(amount);
    },
    RetainedCreditUsed: ({ amount }) => {
      retained -= cents(amount);
    },
    RetainedCreditTransferred: ({ amount }) => {
      retained -= cents(amount);
    },
  }));
  const due = [...standing.values()].map(({ total: all, paid, credited }) => all - paid - credited);
  return {
    amountDue: moneyOf(total(due), currency),
    retainedCredit: moneyOf(retained, currency),
  };
}
