import { type ReservationToReturn } from '../commands';
import { type Rejection } from '../rejections';
import { known } from '../state/known';
import { type BillingAccount } from '../state/state';
import { takeShares } from './charge-shares';

/**
 * One operation is one append, and each charge that is given back costs it a line and perhaps papers
 * (R-EXC-5). A reservation holds more than one only when parts that were charged apart were merged again.
 */
export const CHARGES_RETURNED_MAX = 120;

/** More charges given back than one operation can hold: to be returned in several. */
export function refusalOfCharges(
  returns: readonly ReservationToReturn[],
  state: BillingAccount,
): Rejection | undefined {
  const charges = returns.reduce((count, { reservationId, quantity }) => {
    const { shares } = known(state.reservations, reservationId, 'reservation');
    return count + takeShares(shares, quantity).taken.length;
  }, 0);
  const max = CHARGES_RETURNED_MAX;
  return charges > max ? { code: 'TooManyCharges', charges, max } : undefined;
}
