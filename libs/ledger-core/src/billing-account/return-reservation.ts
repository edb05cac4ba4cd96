import { daysBetween } from '../kernel/calendar';
import { type RuleId } from '../kernel/explanation';
import { isZero, sum } from '../kernel/money';
import { type CommandContext, type RefundReservation } from './commands';
import { type DocumentNumber, lineId, reservationId } from './ids';
import { known } from './known';
import { mint, nextDocumentNumber, type OperationInProgress } from './operation-in-progress';
import { feeText, refundText } from './paper-text';
import { type ReckonedReturn, type ReckonedShare } from './reckon-return';
import { capUseOf, type CountedReturn } from './refund-cap-use';
import { replaceInvoice, standingInvoice } from './replace-invoice';
import {
  type Cancellation,
  type ReservationReturned,
  type ReturnedShare,
  type Sibling,
} from './reservation-events';
import { type ReservationState } from './state';

/** A refund that nothing speaks against any more. */
export type GrantedRefund = Readonly<{
  command: RefundReservation;
  context: CommandContext;
  reservation: Readonly<ReservationState>;
  reckoned: ReckonedReturn;
  counted: CountedReturn;
}>;

/**
 * The facts of a refund: the return, and for each invoice that billed a returned charge its
 * cancellation and replacement (R-OUT-3). Charges billed on one paper share one replacement.
 */
export function returnReservation(operation: OperationInProgress, refund: GrantedRefund): void {
  const { reckoned } = refund;
  const replacements = new Map<DocumentNumber, DocumentNumber>();
  const shares = reckoned.shares.map((share) => {
    const { paidBy } = known(operation.account.charges, share.chargeId, 'charge');
    const old = standingInvoice(operation.account, paidBy.invoice);
    const document = replacements.get(old) ?? nextDocumentNumber(operation);
    replacements.set(old, document);
    return returnedShare(operation, refund, { share, document });
  });
  operation.events.push(returnedFact(operation, refund, shares));
  for (const [old, number] of replacements) {
    const shown = shares.filter((share) => share.settledBy.invoice === number);
    replaceInvoice(operation, {
      old,
      number,
      newLines: shown.flatMap(linesOf),
      refund: sum(
        operation.opened.currency,
        shown.map((share) => share.refund),
      ),
    });
  }
}

function linesOf({ line, feeLine }: ReturnedShare): readonly ReturnedShare['line']['lineId'][] {
  return feeLine === undefined ? [line.lineId] : [line.lineId, feeLine.lineId];
}

function returnedShare(
  operation: OperationInProgress,
  { context, reservation, reckoned }: GrantedRefund,
  { share, document }: Readonly<{ share: ReckonedShare; document: DocumentNumber }>,
): ReturnedShare {
  const { product } = reservation;
  const { version: termsVersion, earlyTerminationFeeRate } = context.terms;
  const { prorated, fee, ...figures } = share;
  return {
    ...figures,
    prorated: prorated.amount,
    fee: fee.amount,
    settledBy: { method: 'invoice', invoice: document },
    line: {
      lineId: lineId(mint(operation, 'line')),
      description: refundText({ ...figures, product, free: reckoned.free }),
      explanation: {
        rules: rulesOf(reckoned),
        termsVersion,
        steps: prorated.steps,
      },
    },
    ...(!isZero(fee.amount) && {
      feeLine: {
        lineId: lineId(mint(operation, 'line')),
        description: feeText(earlyTerminationFeeRate),
        explanation: { rules: ['R-AMT-5'], termsVersion, steps: fee.steps },
      },
    }),
  };
}

/** R-AMT-5: what decided whether all comes back. */
function cancellationOf({
  command,
  context,
  reservation,
  reckoned,
}: Pick<GrantedRefund, 'command' | 'context' | 'reservation' | 'reckoned'>): Cancellation {
  const { purchasedOn: countedFrom } = reservation;
  const { on: countedTo, terms } = context;
  return {
    free: reckoned.free,
    countedFrom,
    countedTo,
    days: daysBetween(countedFrom, countedTo),
    daysFree: terms.freeCancellationDays,
    usageReported: command.usageReported,
  };
}

function rulesOf({ free, comparison }: ReckonedReturn): readonly RuleId[] {
  if (free) return ['R-AMT-5'];
  return comparison === 'NotCompared' ? ['R-AMT-1', 'R-AMT-4'] : ['R-AMT-1', 'R-AMT-2', 'R-AMT-4'];
}

function returnedFact(
  operation: OperationInProgress,
  { command, context, reservation, reckoned, counted }: GrantedRefund,
  shares: readonly ReturnedShare[],
): ReservationReturned {
  const { terms, on } = context;
  const { prorated, fee, refund, cancelledInstalments, remainingCommitment } = reckoned;
  const sibling = siblingOf(operation, reservation, reckoned);
  return {
    type: 'ReservationReturned',
    data: {
      orderId: command.orderId,
      reservationId: command.reservationId,
      returnedOn: on,
      purpose: 'Refund',
      quantity: command.quantity,
      ...(sibling && { sibling }),
      shares,
      prorated,
      fee,
      refund,
      cancelledInstalments,
      remainingCommitment,
      cap: capUseOf(counted, operation.account, { on, terms }),
      cancellation: cancellationOf({ command, context, reservation, reckoned }),
      comparison: reckoned.comparison,
      terms: { channel: terms.channel, version: terms.version },
      ...(command.reason !== undefined && { reason: command.reason }),
      explanation: {
        rules: ['R-AMT-3', 'R-CAP-2', 'R-CAP-3'],
        termsVersion: terms.version,
        steps: [...counted.commitment.steps, ...counted.counting.steps],
      },
    },
  };
}

/** R-RET-2: the rest of a partial return goes on as a reservation of its own. */
function siblingOf(
  operation: OperationInProgress,
  reservation: Readonly<ReservationState>,
  { shares, left }: ReckonedReturn,
): Sibling | undefined {
  const returned = shares.reduce((count, share) => count + share.quantity, 0);
  if (returned === reservation.quantity) return undefined;
  return {
    reservationId: reservationId(mint(operation, 'reservation')),
    quantity: reservation.quantity - returned,
    shares: left,
  };
}
