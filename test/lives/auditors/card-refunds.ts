import { type BillingEvent, type BillingEventData } from '#ledger-core';
import { ensure, known, same } from './complaint';
import { factsOf, read, type Readers } from './operations-of';
import { type Claim, releasedTo } from './card-release';
import { beyond, cents, total } from './whole-cents';

/** A payment by card: what it paid, and what it gave back so far. */
type CardPayment = {
  readonly token: string;
  readonly paid: bigint;
  /** How many payments by card were made before it. */
  readonly made: number;
  back: bigint;
};
type HeldRefund = Readonly<{ amount: bigint; paymentId: string; request: string }>;
type Voided = BillingEventData['InvoiceVoided'];

type Operation = {
  readonly voided: Voided[];
  readonly issued: BillingEventData['InvoiceIssued'][];
  readonly claims: Map<string, Claim[]>;
  /** What goes back by payment and paper, sent or held. */
  readonly back: Map<string, bigint>;
  readonly approved: Set<string>;
  readonly heldSent: Set<string>;
  readonly grantedFor: Map<string, bigint>;
  readonly heldByRequest: Map<string, bigint>;
};

export type CardBooks = {
  onFile: string | undefined;
  readonly payments: Map<string, CardPayment>;
  readonly chargeCards: Map<string, string>;
  readonly held: Map<string, HeldRefund>;
  operation: Operation;
};

export function newCardBooks(): CardBooks {
  return {
    onFile: undefined,
    payments: new Map(),
    chargeCards: new Map(),
    held: new Map(),
    operation: newOperation(),
  };
}

function newOperation(): Operation {
  return {
    voided: [],
    issued: [],
    claims: new Map(),
    back: new Map(),
    approved: new Set(),
    heldSent: new Set(),
    grantedFor: new Map(),
    heldByRequest: new Map(),
  };
}

/** Reads one operation's events. */
export function noteCardEvents(books: CardBooks, events: readonly BillingEvent[]): void {
  books.operation = newOperation();
  const readers = readersOf(books, books.operation);
  for (const event of events) read(readers, event);
  for (const created of factsOf(events, 'SupportRequestCreated'))
    same(
      `What ${created.supportRequestId} holds`,
      books.operation.heldByRequest.get(created.supportRequestId),
      cents(created.amount),
    );
  ensure(
    factsOf(events, 'SupportRequestCreated').length <= 1,
    () => 'One operation opened several support requests',
  );
}

function readersOf(books: CardBooks, operation: Operation): Readers {
  return {
    BillingAccountOpened: ({ payment }) => {
      if (payment.method === 'card') books.onFile = payment.card.token;
    },
    CardOnFileChanged: ({ card }) => {
      books.onFile = card.token;
    },
    ChargeMade: ({ chargeId, paidBy }) => {
      if (paidBy.method !== 'card') return;
      same(`The card of ${chargeId}`, paidBy.card.token, books.onFile);
      books.chargeCards.set(chargeId, paidBy.card.token);
    },
    CardCharged: ({ paymentId, card, amount }) => {
      same(`The card that ${paymentId} was charged to`, card.token, books.onFile);
      books.payments.set(paymentId, {
        token: card.token,
        paid: cents(amount),
        back: 0n,
        made: books.payments.size,
      });
    },
    ReservationReturned: ({ shares }) => {
      for (const share of shares) noteClaim(books, operation, share);
    },
    InvoiceIssued: (data) => {
      operation.issued.push(data);
    },
    InvoiceVoided: (data) => {
      operation.voided.push(data);
    },
    RetainedCreditGranted: ({ document, amount }) => {
      if (document !== undefined) operation.grantedFor.set(document, cents(amount));
    },
    ...cardReaders(books, operation),
  };
}

function cardReaders(books: CardBooks, operation: Operation): Readers {
  return {
    CardRefundRequested: (data) => {
      send(books, data);
    },
    CardRefundHeld: (data) => {
      const { cardRefundId, paymentId, amount, card, supportRequestId: request } = data;
      ensure(card.token !== books.onFile, () => `${cardRefundId} is held, but its card is on file`);
      books.held.set(cardRefundId, { amount: cents(amount), paymentId, request });
      const before = operation.heldByRequest.get(request) ?? 0n;
      operation.heldByRequest.set(request, before + cents(amount));
      giveBack(books, data);
    },
    SupportRequestMoved: ({ supportRequestId, status }) => {
      if (status === 'Approved') operation.approved.add(supportRequestId);
    },
  };
}

function noteClaim(
  books: CardBooks,
  { claims }: Operation,
  { settledBy, refund, chargeId }: BillingEventData['ReservationReturned']['shares'][number],
): void {
  if (settledBy.method !== 'card' && settledBy.method !== 'invoice') return;
  const claim = { amount: cents(refund), token: books.chargeCards.get(chargeId) };
  claims.set(settledBy.invoice, [...(claims.get(settledBy.invoice) ?? []), claim]);
}

/** R-OUT-4: only to the card on file; held money after approval, to the card then on file. */
function send(books: CardBooks, data: BillingEventData['CardRefundRequested']): void {
  const { cardRefundId, heldRefundId, amount, card, paymentId } = data;
  same(`The card that ${cardRefundId} goes to`, card.token, books.onFile);
  if (heldRefundId === undefined) {
    giveBack(books, data);
    return;
  }
  const held = known(books.held, heldRefundId, 'held refund');
  same(`What ${cardRefundId} sends`, cents(amount), held.amount);
  same(`Whose money ${cardRefundId} sends`, paymentId, held.paymentId);
  ensure(books.operation.approved.has(held.request), () => `${held.request} was not approved`);
  books.held.delete(heldRefundId);
  books.operation.heldSent.add(heldRefundId);
}

/** Never more than the payment paid. */
function giveBack(
  books: CardBooks,
  data: BillingEventData['CardRefundRequested'] | BillingEventData['CardRefundHeld'],
): void {
  const { paymentId, amount, card, invoice } = data;
  const payment = known(books.payments, paymentId, 'payment by card');
  same(`The card that paid ${paymentId}`, card.token, payment.token);
  ensure(cents(amount) > 0n, () => `A card refund of ${paymentId} is not positive`);
  payment.back += cents(amount);
  ensure(payment.back <= payment.paid, () => `${paymentId} gives back more than it paid`);
  const { back } = books.operation;
  const key = `${invoice} ${paymentId}`;
  back.set(key, (back.get(key) ?? 0n) + cents(amount));
}

/** At the end of an operation: all that papers released went to cards, or was retained, and to the right ones. */
export function checkCardRefunds(books: CardBooks): void {
  const { operation } = books;
  for (const paper of operation.issued) checkPaper(books, operation, paper);
  for (const { request } of books.held.values())
    ensure(!operation.approved.has(request), () => `${request} was approved and still holds money`);
}

type Released = Readonly<{
  paymentId: string;
  token: string | undefined;
  amount: bigint;
  released: bigint;
}>;

function checkPaper(
  books: CardBooks,
  operation: Operation,
  { number, total: whole }: BillingEventData['InvoiceIssued'],
): void {
  const held = heldBefore(books, operation, number);
  if (held.length === 0) return;
  const over = beyond(total(held.map(({ amount }) => amount)), cents(whole));
  const said = total(held.map(({ released }) => released));
  same(`What the payments of ${number} release`, said, over);
  const expected = releasedTo(held, over, operation.claims.get(number) ?? []);
  for (const [index, { paymentId, released, token }] of held.entries())
    if (token !== undefined)
      same(`What ${paymentId} releases on ${number}`, released, expected[index]);
  checkWhereTo(operation, number, held);
}

/** What the payments of the replaced papers held, in the order in which they were made. */
function heldBefore(
  { payments: byCard }: CardBooks,
  { voided }: Operation,
  number: string,
): readonly Released[] {
  return voided
    .filter(({ replacedBy }) => replacedBy === number)
    .flatMap(({ payments }) => payments)
    .map(({ paymentId, moved, released }) => ({
      paymentId,
      token: byCard.get(paymentId)?.token,
      made: byCard.get(paymentId)?.made ?? 0,
      amount: cents(moved) + cents(released),
      released: cents(released),
    }))
    .sort((a, b) => a.made - b.made);
}

/** A card's money goes to cards, sent or held; what no card paid is retained. */
function checkWhereTo(
  { back, grantedFor }: Operation,
  number: string,
  held: readonly Released[],
): void {
  const byPayment = new Map<string, bigint>();
  let retained = 0n;
  for (const { paymentId, token, released } of held)
    if (token === undefined) retained += released;
    else byPayment.set(paymentId, (byPayment.get(paymentId) ?? 0n) + released);
  for (const [paymentId, released] of byPayment) {
    const sent = back.get(`${number} ${paymentId}`) ?? 0n;
    same(`What ${paymentId} gives back to its card for ${number}`, sent, released);
  }
  same(`What ${number} retains`, grantedFor.get(number) ?? 0n, retained);
}
