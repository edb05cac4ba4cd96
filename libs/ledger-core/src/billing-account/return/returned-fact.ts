import { daysBetween } from '../../kernel/calendar';
import { type RuleId } from '../../kernel/explanation';
import { isZero } from '../../kernel/money';
import {
  type Cancellation,
  type RefundSettlement,
  type ReservationReturned,
  type ReturnedShare,
  type Sibling,
} from '../events/return-events';
import { lineId, reservationId } from '../ids';
import { mint, type OperationInProgress } from '../operation-in-progress';
import { feeText, refundText } from '../papers/paper-text';
import { type GrantedReturn } from './granted-return';
import { type ReckonedReturn, type ReckonedShare } from './reckon-return';

/** One share of the event, with its lines. */
export function returnedShare(
  operation: OperationInProgress,
  granted: GrantedReturn,
  { share, settledBy }: Readonly<{ share: ReckonedShare; settledBy: RefundSettlement }>,
): ReturnedShare {
  const { reservation, reckoned, conditions } = granted;
  const { product } = reservation;
  const { version: termsVersion } = conditions.terms;
  const { prorated, fee, ...figures } = share;
  return {
    ...figures,
    prorated: prorated.amount,
    fee: fee.amount,
    settledBy,
    line: {
      lineId: lineId(mint(operation, 'line')),
      description: refundText({ ...figures, product, free: reckoned.free }),
      explanation: {
        rules: rulesOf(cancellationOf(granted), reckoned),
        termsVersion,
        steps: prorated.steps,
      },
    },
    ...(!isZero(fee.amount) && {
      feeLine: {
        lineId: lineId(mint(operation, 'line')),
        description: feeText(conditions.feeRate),
        explanation: { rules: ['R-AMT-5'], termsVersion, steps: fee.steps },
      },
    }),
  };
}

/** The fact that a quantity was given back, for whatever purpose. */
export function returnedFact(
  operation: OperationInProgress,
  granted: GrantedReturn,
  shares: readonly ReturnedShare[],
): ReservationReturned {
  const { item, conditions, reckoned, cap, reason } = granted;
  const { terms, returnedOn, purpose } = conditions;
  const { prorated, fee, refund, cancelledInstalments, remainingCommitment } = reckoned;
  const sibling = siblingOf(operation, granted);
  return {
    type: 'ReservationReturned',
    data: {
      orderId: item.orderId,
      reservationId: item.reservationId,
      returnedOn,
      purpose,
      quantity: item.quantity,
      ...(sibling && { sibling }),
      shares,
      prorated,
      fee,
      refund,
      cancelledInstalments,
      remainingCommitment,
      cap,
      cancellation: cancellationOf(granted),
      comparison: reckoned.comparison,
      terms: { channel: terms.channel, version: terms.version },
      ...(reason !== undefined && { reason }),
      explanation: {
        rules: cap.counts ? ['R-AMT-3', 'R-CAP-2', 'R-CAP-3'] : ['R-AMT-3'],
        termsVersion: terms.version,
        steps: [...granted.commitment.steps, ...(granted.counting?.steps ?? [])],
      },
    },
  };
}

/** R-AMT-5: what decided whether all comes back. */
function cancellationOf({ reservation, reckoned, conditions }: GrantedReturn): Cancellation {
  const { purchasedOn: countedFrom } = reservation;
  const { countedTo, terms, usageReported } = conditions;
  return {
    free: reckoned.free,
    countedFrom,
    countedTo,
    days: daysBetween(countedFrom, countedTo),
    daysFree: terms.freeCancellationDays,
    usageReported,
  };
}

/** Within the free days R-AMT-5 decided, also where reported usage lets no more than a part come back. */
function rulesOf(
  { free, days, daysFree }: Cancellation,
  { comparison }: ReckonedReturn,
): readonly RuleId[] {
  if (free) return ['R-AMT-5'];
  return [
    'R-AMT-1',
    ...(comparison === 'NotCompared' ? [] : (['R-AMT-2'] as const)),
    'R-AMT-4',
    ...(days <= daysFree ? (['R-AMT-5'] as const) : []),
  ];
}

/** R-RET-2: the rest of a partial return goes on as a reservation of its own. */
function siblingOf(
  operation: OperationInProgress,
  { item, reservation, reckoned }: GrantedReturn,
): Sibling | undefined {
  if (item.quantity === reservation.quantity) return undefined;
  return {
    reservationId: reservationId(mint(operation, 'reservation')),
    quantity: reservation.quantity - item.quantity,
    shares: reckoned.left,
  };
}
