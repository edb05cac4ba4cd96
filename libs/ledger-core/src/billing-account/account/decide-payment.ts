import { add, isPositive, isZero, lesser, type Money, subtract } from '../../kernel/money';
import { type AppliedPayment, type PaymentRecorded } from '../events/account-events';
import { type CommandContext, type RecordPayment } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { type DocumentNumber, paymentId } from '../ids';
import { known } from '../state/known';
import { beginOperation, emit, mint } from '../operation-in-progress';
import { type Rejection } from '../rejections';
import { retainCredit } from '../papers/retained-credit';
import { standingInvoice } from '../papers/void-invoices';
import { carryRetainedCredit } from '../transfer/carry-retained-credit';
import { type OpenedAccount } from '../state/state';

/**
 * Money came in for an invoice. A payment of a replaced invoice is one of its replacement (R-OUT-3);
 * what is over pays other due invoices, oldest first, and is then kept for any later charge (R-PUR-4).
 */
export function decidePayment(
  command: RecordPayment,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { opened } = state;
  const refusal = refusalOfPayment(command, state, context);
  if (refusal !== undefined) return rejected(refusal);

  // After this point the payment is recorded.
  const operation = beginOperation(state, context);
  const { amount, reference, paidOn, invoice } = command;
  const { applied, left } = applyPayment(state, standingInvoice(state, invoice), amount);
  const id = paymentId(mint(operation, 'payment'));
  const recorded: PaymentRecorded = {
    type: 'PaymentRecorded',
    data: {
      paymentId: id,
      reference,
      amount,
      paidOn,
      recordedOn: context.on,
      invoice,
      applied,
      overpaid: left,
    },
  };
  emit(operation, recorded);
  retainCredit(operation, {
    amount: left,
    reason: 'Overpayment',
    document: standingInvoice(state, invoice),
    // R-PUR-4: any later charge; of an enrolment, its next overage invoice.
    usableFor:
      opened.payment.method === 'prepayment'
        ? { charges: 'NextOverageInvoice' }
        : { charges: 'Every' },
  });
  carryRetainedCredit(operation);
  return accepted(operation.events, { paymentId: id });
}

function refusalOfPayment(
  { invoice, amount, paidOn }: RecordPayment,
  state: OpenedAccount,
  { on: today }: CommandContext,
): Rejection | undefined {
  const { currency: accepts } = state.opened;
  if (!state.invoices.has(invoice)) return { code: 'InvoiceUnknown', invoice };
  if (amount.currency !== accepts)
    return { code: 'PaymentInAnotherCurrency', currency: amount.currency, accepted: accepts };
  if (!isPositive(amount)) return { code: 'PaymentNotPositive', amount };
  if (paidOn > today) return { code: 'PaymentInTheFuture', paidOn, today };
  return undefined;
}

function applyPayment(
  state: OpenedAccount,
  named: DocumentNumber,
  amount: Money,
): Readonly<{ applied: readonly AppliedPayment[]; left: Money }> {
  const applied: AppliedPayment[] = [];
  let left = amount;
  for (const number of new Set([named, ...state.dueInvoices.keys()])) {
    const invoice = known(state.invoices, number, 'invoice');
    const part = lesser(left, invoice.amountDue);
    if (isZero(part)) continue;
    left = subtract(left, part);
    const amountDueAfter = subtract(invoice.amountDue, part);
    applied.push({
      invoice: number,
      amount: part,
      paidAfter: add(invoice.paid, part),
      amountDueAfter,
      statusAfter: isZero(amountDueAfter) ? 'Paid' : 'Due',
    });
  }
  return { applied, left };
}
