import { type BillingAccount, type BillingEventData, type Money } from '#ledger-core';
import { type MakeAuditor } from '../life-step';
import { ensure, known, same } from './complaint';
import { type OperationOfStep, operationsOf, read, type Readers } from './operations-of';
import { type CreditBooks, type CreditOperation } from './retained-credit-books';
import { checkUse, limitOf } from './retained-credit-use';
import { cents, total } from './whole-cents';

type Granted = BillingEventData['RetainedCreditGranted'];

/** R-PUR-4, R-OUT-2, R-OUT-3, R-RET-4: what is retained, and what it pays. */
export const auditRetainedCredit: MakeAuditor = () => {
  const books: CreditBooks = {
    isEnrolment: false,
    isTransferred: false,
    ordersPlaced: 0,
    orderNumbers: new Map(),
    credits: new Map(),
    due: new Map(),
  };
  return (step) => {
    for (const operation of operationsOf(step)) auditOperation(books, operation);
    sameCredits(books, step.state);
  };
};

function auditOperation(books: CreditBooks, { events }: OperationOfStep): void {
  const operation: CreditOperation = {
    ordersBefore: books.ordersPlaced,
    refunds: new Map(),
    purchases: new Map(),
    open: undefined,
  };
  const readers = readersOf(books, operation);
  for (const event of events) read(readers, event);
  settleOpen(books, operation);
  checkRest(books);
}

function readersOf(books: CreditBooks, operation: CreditOperation): Readers {
  return {
    BillingAccountOpened: ({ payment }) => {
      books.isEnrolment = payment.method === 'prepayment';
    },
    ReservationPurchased: ({ orderId, orderNumber }) => {
      books.ordersPlaced = orderNumber;
      books.orderNumbers.set(orderId, orderNumber);
    },
    ReservationReturned: ({ shares }) => {
      for (const { settledBy, refund } of shares)
        if (settledBy.method === 'invoice' || settledBy.method === 'card') {
          const before = operation.refunds.get(settledBy.invoice) ?? 0n;
          operation.refunds.set(settledBy.invoice, before + cents(refund));
        }
    },
    ChargeMade: (data) => {
      settleOpen(books, operation);
      noteCharge(books, operation, data);
    },
    ProgramTransferred: () => {
      books.isTransferred = true;
    },
    ...paperReaders(books, operation),
    ...creditReaders(books, operation),
  };
}

function noteCharge(
  books: CreditBooks,
  { purchases }: CreditOperation,
  { paidBy, amount, orderId }: BillingEventData['ChargeMade'],
): void {
  if (paidBy.method !== 'invoice' && paidBy.method !== 'card') return;
  const orderNumber = known(books.orderNumbers, orderId, 'order');
  const before = purchases.get(paidBy.invoice);
  purchases.set(paidBy.invoice, {
    sum: (before?.sum ?? 0n) + cents(amount),
    // R-PUR-4: what may pay for the first of an exchange's purchases may pay for all of them.
    orderNumber: before?.orderNumber ?? orderNumber,
  });
}

function paperReaders(books: CreditBooks, operation: CreditOperation): Readers {
  return {
    InvoiceIssued: (data) => {
      settleOpen(books, operation);
      operation.open = { data, moved: 0n };
      noteDue(books, data.number, data.amountDue);
    },
    InvoiceVoided: ({ number, replacedBy, payments }) => {
      ensure(operation.open?.data.number === replacedBy, () => `${number} is voided out of turn`);
      operation.open.moved += total(payments.map(({ moved }) => cents(moved)));
      books.due.delete(number);
    },
    InvoiceRevised: ({ number, amountDue }) => {
      noteDue(books, number, amountDue);
    },
    CreditNoteIssued: ({ applied }) => {
      for (const { invoice, amountDueAfter } of applied) noteDue(books, invoice, amountDueAfter);
    },
    PaymentRecorded: ({ applied }) => {
      for (const { invoice, amountDueAfter } of applied) noteDue(books, invoice, amountDueAfter);
    },
  };
}

function noteDue(books: CreditBooks, number: string, amount: Money.Money): void {
  if (cents(amount) === 0n) books.due.delete(number);
  else books.due.set(number, cents(amount));
}

function creditReaders(books: CreditBooks, operation: CreditOperation): Readers {
  return {
    RetainedCreditUsed: (data) => {
      const { open } = operation;
      ensure(open?.data.number === data.invoice, () => `Credit pays ${data.invoice} out of turn`);
      checkUse(books, limitOf(operation, open), data);
      operation.open = undefined;
      same(`Credit after ${data.paymentId}`, cents(data.availableAfter), available(books));
    },
    RetainedCreditGranted: (data) => {
      settleOpen(books, operation);
      grant(books, operation, data);
    },
    RetainedCreditTransferred: (data) => {
      settleOpen(books, operation);
      carry(books, data);
    },
  };
}

/** All usable credit is really used: a paper that took none could have taken none. */
function settleOpen(books: CreditBooks, operation: CreditOperation): void {
  const { open } = operation;
  if (open === undefined) return;
  operation.open = undefined;
  checkUse(books, limitOf(operation, open), undefined);
}

function grant(books: CreditBooks, operation: CreditOperation, data: Granted): void {
  const { creditId, amount, reason, usableFor } = data;
  ensure(cents(amount) > 0n, () => `The credit ${creditId} is not positive`);
  ensure(!books.credits.has(creditId), () => `The credit ${creditId} is granted twice`);
  books.credits.set(creditId, { reason, usableFor, remaining: cents(amount) });
  same(`Credit after ${creditId} was granted`, cents(data.availableAfter), available(books));
  same(`What ${creditId} may pay`, useText(usableFor), expectedUse(books, operation, reason));
}

function useText(use: Granted['usableFor']): string {
  return use.charges === 'OfOrdersFrom' ? `orders from ${String(use.orderNumber)}` : use.charges;
}

/** R-PUR-4: by what left it. */
function expectedUse(
  { isEnrolment, ordersPlaced }: CreditBooks,
  { ordersBefore }: CreditOperation,
  reason: Granted['reason'],
): string {
  switch (reason) {
    case 'Refund':
      return `orders from ${String(ordersPlaced + 1)}`;
    case 'Exchange':
      return `orders from ${String(ordersBefore + 1)}`;
    case 'Overpayment':
      return isEnrolment ? 'NextOverageInvoice' : 'Every';
    case 'OverageCredit':
      return 'NextOverageInvoice';
    case 'ProgramTransfer':
      return 'orders from 1';
  }
}

/** R-RET-4: all that is retained goes along, oldest first. */
function carry(books: CreditBooks, data: BillingEventData['RetainedCreditTransferred']): void {
  ensure(books.isTransferred, () => 'Credit left an account that did not move');
  const own = [...books.credits].map(([id, { remaining }]) => `${id} ${String(remaining)}`);
  const said = data.credits.map(({ creditId, amount }) => `${creditId} ${String(cents(amount))}`);
  same('The credit that is carried', said.join(', '), own.join(', '));
  same('What is carried', cents(data.amount), available(books));
  same('What is left of it', cents(data.availableAfter), 0n);
  books.credits.clear();
}

export function available({ credits }: CreditBooks): bigint {
  return total([...credits.values()].map(({ remaining }) => remaining));
}

/** R-PUR-4: an overpayment pays whatever is due; R-RET-4: a transferred account keeps nothing. */
function checkRest(books: CreditBooks): void {
  if (books.isTransferred) same('What a transferred account retains', available(books), 0n);
  for (const [id, { reason }] of books.credits) {
    if (reason !== 'Overpayment') continue;
    const [due] = books.due.keys();
    ensure(due === undefined, () => `${String(due)} is due while the overpayment ${id} is left`);
    return;
  }
}

function sameCredits(books: CreditBooks, state: BillingAccount): void {
  const { retainedCreditAvailable } = state;
  if (retainedCreditAvailable !== undefined)
    same('The credit the account retains', cents(retainedCreditAvailable), available(books));
  const ofState = [...state.retainedCredits].map(
    ([id, { remaining }]) => `${id} ${String(cents(remaining))}`,
  );
  const own = [...books.credits].map(([id, { remaining }]) => `${id} ${String(remaining)}`);
  same('The credits of the account', ofState.join(', '), own.join(', '));
}
