import { type Money, times } from '../../kernel/money';
import { instalmentsFrom } from '../../policy/instalments.policy';
import { given, laterInstalments, multiplied, type Reckoned, summed } from '../../policy/reckoning';
import { type ReservationState } from '../state/state';

/** What comes back before the fee, charge by charge and in sum. */
type ProratedReturn = Readonly<{
  prorated: Money;
  shares: readonly Readonly<{ prorated: Reckoned }>[];
}>;

/** R-AMT-3: a monthly remaining commitment is what was contracted, never lowered (R-AMT-2). */
export function laterCommitment(reservation: Readonly<ReservationState>, quantity: number): Money {
  const { instalments, chargedInstalments } = reservation;
  return times(instalmentsFrom(instalments, chargedInstalments + 1), quantity);
}

/** R-AMT-3: the remaining commitment, and how it came about. */
export function commitmentReckoned(
  reservation: Readonly<ReservationState>,
  reckoned: ProratedReturn,
  quantity: number,
): Reckoned {
  if (reservation.billingPlan === 'Upfront')
    return summed('remainingCommitment', reckoned.prorated.currency, proratedOf(reckoned));
  const { instalments, chargedInstalments, unitPrice } = reservation;
  const unit = laterInstalments(
    'laterInstalments',
    given(unitPrice),
    instalments.count,
    chargedInstalments,
  );
  return multiplied('remainingCommitment', unit, quantity);
}

/** What comes back before the fee, charge by charge. */
export function proratedOf({ shares }: Pick<ProratedReturn, 'shares'>): readonly Money[] {
  return shares.map((share) => share.prorated.amount);
}
