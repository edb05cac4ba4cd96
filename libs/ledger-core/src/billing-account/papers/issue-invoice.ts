import { addDays, type Day, type Month } from '../../kernel/calendar';
import { isPositive, isZero, lesser, type Money, subtract, sum, zero } from '../../kernel/money';
import { type CardCharged } from '../events/charge-events';
import { type InvoiceIssued } from '../events/paper-events';
import { type CreditTaken } from '../events/retained-credit-events';
import { type DocumentNumber, type LineId, paymentId } from '../ids';
import { emit, mint, type OperationInProgress } from '../operation-in-progress';
import { creditFor, creditUsedFact, type CreditSeeker } from './retained-credit';
import { type ReplacedInvoice, voidInvoices } from './void-invoices';

/** A paper that is about to be issued. */
export type NewInvoice = Readonly<{
  number: DocumentNumber;
  why: InvoiceIssued['data']['why'];
  overageMonth?: Month;
  /** Invoices whose lines stand here again, and whose payments move here. */
  replaces: readonly ReplacedInvoice[];
  newLines: readonly LineId[];
  lineCount: number;
  /** Σ lines. */
  total: Money;
  /** What of it may be paid from credit. */
  credit?: CreditSeeker;
}>;

/**
 * Issues an invoice with what pays it: payments that move over, then credit (R-PUR-4), then the card on
 * file of a card payer, whose invoice is paid on issue (R-PUR-5). The figures on it stand after all of that.
 */
export function issueInvoice(operation: OperationInProgress, paper: NewInvoice): void {
  const { number, total } = paper;
  const moved = sum(total.currency, paper.replaces.flatMap(movedOf));
  const taken = creditTaken(operation, paper, subtract(total, moved));
  const credit = sum(
    total.currency,
    taken.map(({ amount }) => amount),
  );
  const rest = subtract(subtract(total, moved), credit);
  const charged = cardCharged(operation, number, rest);
  emit(
    operation,
    invoiceFact(operation, paper, subtract(total, charged ? zero(total.currency) : rest)),
  );
  voidInvoices(operation, number, { replaces: paper.replaces, why: paper.why.toLowerCase() });
  if (taken.length > 0) emit(operation, creditUsedFact(operation, number, taken));
  if (charged !== undefined) emit(operation, charged);
}

function movedOf({ payments }: ReplacedInvoice): readonly Money[] {
  return payments.map(({ moved }) => moved);
}

function creditTaken(
  { account }: OperationInProgress,
  { credit }: NewInvoice,
  open: Money,
): readonly CreditTaken[] {
  if (credit === undefined) return [];
  return creditFor(account, { ...credit, limit: lesser(credit.limit, open) });
}

/** R-PUR-4, card payers: what is left is charged to the card on file. */
function cardCharged(
  operation: OperationInProgress,
  invoice: DocumentNumber,
  amount: Money,
): CardCharged | undefined {
  const { cardOnFile: card } = operation.account;
  if (card === undefined || !isPositive(amount)) return undefined;
  return {
    type: 'CardCharged',
    data: {
      paymentId: paymentId(mint(operation, 'payment')),
      invoice,
      card,
      amount,
      chargedOn: operation.context.on,
    },
  };
}

function invoiceFact(
  operation: OperationInProgress,
  paper: NewInvoice,
  paid: Money,
): InvoiceIssued {
  const { number, why, overageMonth, newLines, lineCount, total } = paper;
  const amountDue = subtract(total, paid);
  return {
    type: 'InvoiceIssued',
    data: {
      number,
      issuedOn: operation.context.on,
      dueOn: dueOn(operation),
      why,
      ...(overageMonth !== undefined && { overageMonth }),
      carries: paper.replaces.map((replaced) => replaced.number),
      newLines,
      lineCount,
      // R-OUT-7: amountDue = total − paid − credited; `Paid` exactly when nothing is due.
      total,
      paid,
      credited: zero(total.currency),
      amountDue,
      status: isZero(amountDue) ? 'Paid' : 'Due',
    },
  };
}

/** R-PUR-5: the account's days after issue; a card's invoice is paid on issue. */
function dueOn({ context, opened }: OperationInProgress): Day {
  return addDays(context.on, opened.paymentTermDays);
}
