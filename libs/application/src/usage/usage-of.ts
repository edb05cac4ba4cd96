import {
  type BillingAccount,
  type Day,
  hasUsage,
  lineageOf,
  type ReportedUsage,
  type ReservationId,
  type UsageDay,
} from '#ledger-core';
import { type UsageBook } from '../ports/usage-book.port';

/**
 * R-AMT-5: the reservations that were used up to and including a day, each with a day that shows it, of itself or of
 * one it came from; one that was not used is not in the map. All are looked up at once, so that a refund and an
 * exchange of many reservations ask the same way: `usageReported` is whether the map has the reservation.
 */
export async function usageOf(
  usage: UsageBook,
  state: BillingAccount,
  reservations: readonly ReservationId[],
  on: Day,
): Promise<ReadonlyMap<ReservationId, UsageDay>> {
  if (state.opened === undefined) return new Map();
  const { billingAccountId } = state.opened;
  const known = reservations.filter((id) => state.reservations.has(id));
  const lineages = new Map(known.map((id) => [id, lineageOf(state, id)]));
  const asked = [...new Set([...lineages.values()].flat())];
  const reported = await usage.reportedFor(billingAccountId, asked, { through: on });
  const found = new Map<ReservationId, UsageDay>();
  for (const [id, lineage] of lineages) {
    const used = usedDay(lineage, reported, on);
    if (used !== undefined) found.set(id, used);
  }
  return found;
}

function usedDay(
  lineage: readonly ReservationId[],
  reported: ReadonlyMap<ReservationId, readonly ReportedUsage[]>,
  on: Day,
): UsageDay | undefined {
  for (const reservationId of lineage) {
    const used = reported.get(reservationId)?.find((day) => hasUsage([day], on));
    if (used !== undefined) return { reservationId, ...used };
  }
  return undefined;
}
