import { type BillingAccount, type BillingEventData } from '#ledger-core';
import { type MakeAuditor } from '../life-step';
import { checkCardRefunds, newCardBooks, noteCardEvents } from './card-refunds';
import { same } from './complaint';
import { operationsOf, read, type Readers } from './operations-of';
import { cents, total } from './whole-cents';

/** Where all money that ever came in is. */
type MoneyBooks = {
  /** Payments, card charges, credit that came with a transfer, and what credit notes carried. */
  received: bigint;
  onPapers: bigint;
  retained: bigint;
  sentToCards: bigint;
  heldForCards: bigint;
  transferredOut: bigint;
};

/** No money comes or goes on the way; and R-OUT-4, card by card. */
export const auditMoney: MakeAuditor = () => {
  const books: MoneyBooks = {
    received: 0n,
    onPapers: 0n,
    retained: 0n,
    sentToCards: 0n,
    heldForCards: 0n,
    transferredOut: 0n,
  };
  const cards = newCardBooks();
  const readers = readersOf(books);
  let steps = 0;
  return (step) => {
    for (const { events } of operationsOf(step)) {
      for (const event of events) read(readers, event);
      noteCardEvents(cards, events);
      checkConservation(books);
      checkCardRefunds(cards);
    }
    if (steps % 8 === 0) sameMoney(books, step.state);
    steps += 1;
  };
};

function readersOf(books: MoneyBooks): Readers {
  return {
    PaymentRecorded: ({ amount, applied }) => {
      books.received += cents(amount);
      books.onPapers += total(applied.map((part) => cents(part.amount)));
    },
    CardCharged: ({ amount }) => {
      books.received += cents(amount);
      books.onPapers += cents(amount);
    },
    CreditNoteIssued: ({ carried }) => {
      books.received += cents(carried);
    },
    InvoiceVoided: ({ payments }) => {
      books.onPapers -= total(payments.map(({ released }) => cents(released)));
    },
    RetainedCreditGranted: ({ amount, source }) => {
      if (source !== undefined) books.received += cents(amount);
      books.retained += cents(amount);
    },
    RetainedCreditUsed: ({ amount }) => {
      books.retained -= cents(amount);
      books.onPapers += cents(amount);
    },
    RetainedCreditTransferred: ({ amount }) => {
      books.retained -= cents(amount);
      books.transferredOut += cents(amount);
    },
    CardRefundHeld: ({ amount }) => {
      books.heldForCards += cents(amount);
    },
    CardRefundRequested: (data) => {
      sendToCard(books, data);
    },
  };
}

function sendToCard(
  books: MoneyBooks,
  { amount, heldRefundId }: BillingEventData['CardRefundRequested'],
): void {
  books.sentToCards += cents(amount);
  if (heldRefundId !== undefined) books.heldForCards -= cents(amount);
}

function checkConservation(books: MoneyBooks): void {
  const { onPapers, retained, sentToCards, heldForCards, transferredOut } = books;
  same(
    'All money on papers, retained, sent back, held and transferred out',
    onPapers + retained + sentToCards + heldForCards + transferredOut,
    books.received,
  );
}

/** Standing papers and balances of the account hold what the books say. */
function sameMoney(books: MoneyBooks, state: BillingAccount): void {
  const paid = [...state.invoices.values()].map((invoice) => cents(invoice.paid));
  same('What all invoices of the account hold', total(paid), books.onPapers);
  const { retainedCreditAvailable: available } = state;
  if (available !== undefined) same('What the account retains', cents(available), books.retained);
  const held = [...state.heldRefunds.values()].map(({ amount }) => cents(amount));
  same('What the account holds for cards', total(held), books.heldForCards);
}
