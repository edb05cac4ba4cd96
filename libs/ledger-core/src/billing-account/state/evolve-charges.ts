import { type ChargeMade, type OverageMonthClosed } from '../events/charge-events';
import { clearDue, markDue } from './due-days';
import { addOverageLines } from './overage-lines';
import { releaseShares } from './evolve-shares';
import { known } from './known';
import { type AccountDraft } from './state';

/** A new charge takes the place of the reservation's earlier ones: only the last can be refunded (R-AMT-3). */
export function evolveChargeMade(draft: AccountDraft, data: ChargeMade['data']): void {
  const reservation = known(draft.reservations, data.reservationId, 'reservation');
  releaseShares(draft, reservation);
  draft.chargesMade += 1;
  draft.charges.set(data.chargeId, {
    sequence: draft.chargesMade,
    unitAmount: data.unitAmount,
    instalment: data.instalment,
    periodFrom: data.periodFrom,
    periodTo: data.periodTo,
    paidBy: data.paidBy,
    holders: 1,
  });
  reservation.shares = [{ chargeId: data.chargeId, quantity: data.quantity }];
  reservation.chargedInstalments = data.instalment;
  clearDue(draft.dueDays, reservation.nextDueOn, data.reservationId);
  reservation.nextDueOn = data.nextDueOn;
  if (data.nextDueOn !== undefined) markDue(draft.dueDays, data.nextDueOn, data.reservationId);
  if (data.paidBy.method === 'overage')
    addOverageLines(draft, data.paidBy.month, { amount: data.amount, lines: 1 });
}

export function evolveOverageMonthClosed(
  draft: AccountDraft,
  { month }: OverageMonthClosed['data'],
): void {
  if (!draft.openMonths.delete(month)) throw new Error(`The overage of ${month} is not open`);
}
