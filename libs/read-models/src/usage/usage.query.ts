import { Calendar, type Day, type ReportedUsage, type ReservationId } from '#ledger-core';
import { groupedBy, type Reader, rowsOf } from '../schema/rows';

type UsageRow = Readonly<{ reservation_id: string; on_day: string; used_quantity: string }>;

/**
 * What was reported for each of the reservations from a day on (from the first, when it is left out) up to and
 * including another, by day; one without a report is not in the map.
 */
export async function usageReportedFor(
  reader: Reader,
  reservations: readonly ReservationId[],
  { from, through }: Readonly<{ from?: Day; through: Day }>,
): Promise<ReadonlyMap<ReservationId, readonly ReportedUsage[]>> {
  if (reservations.length === 0) return new Map();
  const rows = await rowsOf<UsageRow>(
    reader,
    `select reservation_id, on_day, used_quantity from usage_day
     where reservation_id = any($1::uuid[]) and on_day >= coalesce($2::date, on_day) and on_day <= $3
     order by reservation_id, on_day`,
    [[...reservations], from ?? null, through],
  );
  const found = groupedBy(rows, (row) => row.reservation_id);
  const reported = new Map<ReservationId, readonly ReportedUsage[]>();
  for (const id of reservations) {
    const days = found.get(id);
    if (days !== undefined) reported.set(id, days.map(usageOf));
  }
  return reported;
}

function usageOf({ on_day: on, used_quantity: usedQuantity }: UsageRow): ReportedUsage {
  return { on: Calendar.day(on), usedQuantity };
}
