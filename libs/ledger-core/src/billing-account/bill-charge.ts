import { addDays, type Day } from '../kernel/calendar';
import { isZero, type Money, subtract, times, zero } from '../kernel/money';
import { instalment, instalmentDueOn } from '../policy/instalments.policy';
import { given, instalmentReckoned, multiplied } from '../policy/reckoning';
import { chargeId, lineId, type ReservationId } from './ids';
import { mint, nextDocumentNumber, type OperationInProgress } from './operation-in-progress';
import { type InvoiceIssued } from './paper-events';
import { chargeText } from './paper-text';
import { type ChargeMade } from './reservation-events';
import { useRetainedCredit } from './retained-credit';
import { type ReservationState } from './state';

/** A reservation as far as charging it goes. */
export type ChargedReservation = Readonly<
  Pick<
    ReservationState,
    'orderId' | 'product' | 'quantity' | 'unitPrice' | 'instalments' | 'purchasedOn' | 'expiresOn'
  > & { reservationId: ReservationId; orderNumber: number }
>;

/** R-PUR-5: a charge of an invoice payer gets its own invoice on its day, paid first from retained credit (R-PUR-4). */
export function billCharge(
  operation: OperationInProgress,
  reservation: ChargedReservation,
  number: number,
): void {
  const charge = chargeOf(operation, reservation, number);
  const { amount, line } = charge.data;
  const { invoice } = charge.data.paidBy;
  const { orderNumber } = reservation;
  const used = useRetainedCredit(operation, { invoice, amount, orderNumber });
  const paid = used?.data.amount ?? zero(amount.currency);
  const issued: InvoiceIssued = {
    type: 'InvoiceIssued',
    data: {
      number: invoice,
      issuedOn: operation.context.on,
      dueOn: dueOn(operation),
      why: number === 1 ? 'Purchase' : 'Instalment',
      carries: [],
      newLines: [line.lineId],
      lineCount: 1,
      ...figures(amount, paid),
    },
  };
  operation.events.push(charge, issued, ...(used === undefined ? [] : [used]));
}

/** The figures of an invoice: `amountDue = total − paid − credited`; `Paid` exactly when nothing is due (R-OUT-2, R-OUT-7). */
export function figures(
  total: Money,
  paid: Money,
): Pick<InvoiceIssued['data'], 'total' | 'paid' | 'credited' | 'amountDue' | 'status'> {
  const amountDue = subtract(total, paid);
  const status = isZero(amountDue) ? 'Paid' : 'Due';
  return { total, paid, credited: zero(total.currency), amountDue, status };
}

/** R-PUR-5: the account's days after issue. */
export function dueOn(operation: OperationInProgress): Day {
  return addDays(operation.context.on, operation.opened.paymentTermDays);
}

function chargeOf(
  operation: OperationInProgress,
  reservation: ChargedReservation,
  number: number,
): ChargeMade {
  const { product, quantity, instalments, purchasedOn, expiresOn } = reservation;
  const unitAmount = instalment(instalments, number);
  const periodFrom = instalmentDueOn(purchasedOn, number);
  const isLast = number === instalments.count;
  const periodTo = isLast ? expiresOn : instalmentDueOn(purchasedOn, number + 1);
  const unit =
    instalments.count === 1
      ? given(reservation.unitPrice)
      : instalmentReckoned('instalment', given(reservation.unitPrice), instalments.count, number);
  const { steps } = multiplied('charge', unit, quantity);
  const text = { product, quantity, unitAmount, instalment: number, periodFrom, periodTo };
  return {
    type: 'ChargeMade',
    data: {
      chargeId: chargeId(mint(operation, 'charge')),
      orderId: reservation.orderId,
      reservationId: reservation.reservationId,
      quantity,
      unitAmount,
      amount: times(unitAmount, quantity),
      instalment: number,
      chargedOn: operation.context.on,
      periodFrom,
      periodTo,
      paidBy: { method: 'invoice', invoice: nextDocumentNumber(operation) },
      line: {
        lineId: lineId(mint(operation, 'line')),
        description: chargeText({ ...text, instalments: instalments.count }),
        explanation: { rules: ['R-PUR-2'], steps },
      },
      ...(!isLast && { nextDueOn: periodTo }),
    },
  };
}
