import { type ReservationId } from '../ids';
import { known } from './known';
import { type BillingAccount } from './state';

/** R-AMT-5: a reservation and all it came from by splits, partial returns and merges: usage of any of them is its usage. */
export function lineageOf(state: BillingAccount, id: ReservationId): readonly ReservationId[] {
  const found = new Set([id]);
  // A set is read on while it grows: ancestors of ancestors follow.
  for (const each of found)
    for (const parent of known(state.reservations, each, 'reservation').cameFrom) found.add(parent);
  return [...found];
}
