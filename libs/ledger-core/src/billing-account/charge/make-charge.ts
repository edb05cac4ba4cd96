import { isZero } from '../../kernel/money';
import { monthOf } from '../../kernel/calendar';
import { type Card } from '../events/account-events';
import { type ChargePayment } from '../events/charge-events';
import { type DocumentNumber } from '../ids';
import { emit, nextDocumentNumber, type OperationInProgress } from '../operation-in-progress';
import { issueInvoice } from '../papers/issue-invoice';
import { type BillingAccount } from '../state/state';
import { chargeAmount, type ChargedReservation, chargeFact, type PlannedCharge } from './charge';
import { coverFromPrepayment, drawnFact } from './prepayment';

/** R-PUR-4: makes one charge and pays it as the account pays. */
export function makeCharge(
  operation: OperationInProgress,
  reservation: ChargedReservation,
  number: number,
): void {
  const planned = { reservation, number };
  if (operation.opened.payment.method === 'prepayment') chargeEnrolment(operation, planned);
  else billCharge(operation, planned);
}

/** R-PUR-4, enrolments: from the prepayment if the whole of it is covered, otherwise the whole is overage. */
export function chargeEnrolment(operation: OperationInProgress, planned: PlannedCharge): void {
  const { account, context } = operation;
  const amount = chargeAmount(planned);
  const taken = coverFromPrepayment(account, context.on, amount);
  if (taken === undefined) {
    const overage = { method: 'overage', month: monthOf(context.on) } as const;
    emit(operation, chargeFact(operation, planned, overage));
    return;
  }
  const charge = chargeFact(operation, planned, { method: 'prepayment' });
  emit(operation, charge);
  if (!isZero(amount))
    emit(operation, drawnFact(operation, charge.data.chargeId, { amount, taken }));
}

/** R-PUR-5: a charge of an invoice or card payer gets its own invoice on its day. */
function billCharge(operation: OperationInProgress, planned: PlannedCharge): void {
  const { reservation, number } = planned;
  const invoice = nextDocumentNumber(operation);
  const charge = chargeFact(operation, planned, billedBy(operation.account, invoice));
  const { amount, line } = charge.data;
  emit(operation, charge);
  issueInvoice(operation, {
    number: invoice,
    why: number === 1 ? 'Purchase' : 'Instalment',
    replaces: [],
    newLines: [line.lineId],
    lineCount: 1,
    total: amount,
    credit: { limit: amount, charges: { of: 'order', orderNumber: reservation.orderNumber } },
  });
}

/** How a charge on an invoice is paid: a card's token is recorded with the charge (R-PUR-4). */
export function billedBy(account: BillingAccount, invoice: DocumentNumber): ChargePayment {
  const card: Card | undefined = account.cardOnFile;
  return card === undefined ? { method: 'invoice', invoice } : { method: 'card', invoice, card };
}
