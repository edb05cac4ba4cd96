import {
  type UsageShare,
  usageShareOf,
  usageSharesTogether,
  WHOLE_USAGE,
} from '../../policy/usage-share.policy';
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

/** R-RET-2: the active reservations that a reservation went on as, however often it was split, merged or returned in part. */
export function successorsOf(state: BillingAccount, id: ReservationId): readonly ReservationId[] {
  const { orderId } = known(state.reservations, id, 'reservation');
  const found = new Set([id]);
  // The oldest first: what came from a reservation is younger.
  for (const each of known(state.orders, orderId, 'order').reservations)
    if (known(state.reservations, each, 'reservation').cameFrom.some((parent) => found.has(parent)))
      found.add(each);
  return [...found].filter(
    (each) => known(state.reservations, each, 'reservation').status === 'Active',
  );
}

/**
 * R-RET-2: how much of the usage of itself and of each that it came from is a reservation's: of one that was split or
 * returned in part by quantity, of one that was merged into it all.
 */
export function usageSharesOf(
  state: BillingAccount,
  id: ReservationId,
): ReadonlyMap<ReservationId, UsageShare> {
  const shares = new Map([[id, WHOLE_USAGE]]);
  const { orderId } = known(state.reservations, id, 'reservation');
  // The youngest first: what a reservation came from is older, and its share complete when its turn comes.
  for (const each of [...known(state.orders, orderId, 'order').reservations].reverse()) {
    const share = shares.get(each);
    if (share === undefined) continue;
    const { cameFrom, partOfSource } = known(state.reservations, each, 'reservation');
    for (const parent of cameFrom) {
      const inherited =
        partOfSource === undefined
          ? share
          : usageShareOf(share, partOfSource.quantity, partOfSource.of);
      const other = shares.get(parent);
      shares.set(parent, other === undefined ? inherited : usageSharesTogether(other, inherited));
    }
  }
  return shares;
}
