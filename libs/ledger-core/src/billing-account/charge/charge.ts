import { type RuleId } from '../../kernel/explanation';
import { times } from '../../kernel/money';
import { instalment, instalmentDueOn } from '../../policy/instalments.policy';
import { unitPriceOf } from '../../policy/price.policy';
import { given, instalmentReckoned, multiplied, type Reckoned } from '../../policy/reckoning';
import { type ChargeMade, type ChargePayment } from '../events/charge-events';
import { chargeId, lineId, type ReservationId } from '../ids';
import { mint, type OperationInProgress } from '../operation-in-progress';
import { chargeText } from '../papers/paper-text';
import { type ReservationState } from '../state/state';

/** A reservation as far as charging it goes. */
export type ChargedReservation = Readonly<
  Pick<
    ReservationState,
    | 'orderId'
    | 'product'
    | 'quantity'
    | 'unitPrice'
    | 'listPrice'
    | 'exchangeRate'
    | 'instalments'
    | 'purchasedOn'
    | 'expiresOn'
  > & { reservationId: ReservationId; orderNumber: number }
>;

/** One charge that is about to be made: everything but how it is paid. */
export type PlannedCharge = Readonly<{
  reservation: ChargedReservation;
  /** Of the instalment, counted from 1; upfront is one instalment. */
  number: number;
}>;

/** R-PUR-2: what the instalment comes to for the whole quantity. */
export function chargeAmount({ reservation, number }: PlannedCharge): ChargeMade['data']['amount'] {
  return times(instalment(reservation.instalments, number), reservation.quantity);
}

/** R-PUR-2: one reservation's purchase or instalment of one day, and its line. */
export function chargeFact(
  operation: OperationInProgress,
  { reservation, number }: PlannedCharge,
  paidBy: ChargePayment,
): ChargeMade {
  const { product, quantity, instalments, purchasedOn, expiresOn } = reservation;
  const unitAmount = instalment(instalments, number);
  const periodFrom = instalmentDueOn(purchasedOn, number);
  const isLast = number === instalments.count;
  const periodTo = isLast ? expiresOn : instalmentDueOn(purchasedOn, number + 1);
  const { rules, steps, amount } = chargeReckoned({ reservation, number });
  const text = { product, quantity, unitAmount, instalment: number, periodFrom, periodTo };
  return {
    type: 'ChargeMade',
    data: {
      chargeId: chargeId(mint(operation, 'charge')),
      orderId: reservation.orderId,
      reservationId: reservation.reservationId,
      quantity,
      unitAmount,
      amount,
      instalment: number,
      chargedOn: operation.context.on,
      periodFrom,
      periodTo,
      paidBy,
      line: {
        lineId: lineId(mint(operation, 'line')),
        description: chargeText({ ...text, instalments: instalments.count }),
        explanation: { rules, steps },
      },
      ...(!isLast && { nextDueOn: periodTo }),
    },
  };
}

/** R-PUR-2: the unit price, or its instalment, for each unit; a price of another currency with what it was converted from (R-PUR-1). */
function chargeReckoned({
  reservation,
  number,
}: PlannedCharge): Reckoned & Readonly<{ rules: readonly RuleId[] }> {
  const { unitPrice, listPrice, exchangeRate, instalments, quantity } = reservation;
  const isConverted = exchangeRate !== undefined;
  const price = isConverted ? unitPriceOf(listPrice, exchangeRate) : given(unitPrice);
  const unit =
    instalments.count === 1
      ? price
      : instalmentReckoned('instalment', price, instalments.count, number);
  return {
    ...multiplied('charge', unit, quantity),
    rules: isConverted ? ['R-PUR-1', 'R-PUR-2'] : ['R-PUR-2'],
  };
}
