import {
  Calendar,
  type ReportedUsage,
  type ReservationId,
  reservationId,
  reservationOrderId,
  subscriptionOfScope,
} from '#ledger-core';
import { groupedBy, type Reader, rowsOf } from '../schema/rows';
import {
  type ReservationPlaceView,
  type ReservationRow,
  type ReservationSurroundings,
  type ReservationView,
  reservationView,
} from './reservation.view';

/** The month whose utilisation is shown, and today. */
const USAGE_DAYS_MAX = 31;

/** Reservations with what other rows say of them, in the order of the rows. Read it at one moment. */
export async function viewsOf(
  reader: Reader,
  rows: readonly ReservationRow[],
): Promise<readonly ReservationView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => reservationId(id));
  const usage = await usageOf(reader, ids);
  const names = await namesOfScopes(reader, rows);
  const renewals = await renewalsOf(reader, ids);
  return rows.map((row) => {
    const scope = scopedSubscription(row);
    const scopeName = scope === undefined ? undefined : names.get(scope);
    const surroundings: ReservationSurroundings = {
      usage: usage.get(row.id) ?? [],
      ...(scopeName === undefined ? {} : { scopeName }),
      ...renewals.get(row.id),
    };
    return reservationView(row, surroundings);
  });
}

const USAGE = `
select wanted.id, day.on_day, day.used_quantity::text
from unnest($1::uuid[]) as wanted(id)
cross join lateral (
  select u.on_day, u.used_quantity from usage_day u
  where u.reservation_id = wanted.id order by u.on_day desc limit ${USAGE_DAYS_MAX}
) day
order by wanted.id, day.on_day desc`;

async function usageOf(
  reader: Reader,
  ids: readonly ReservationId[],
): Promise<ReadonlyMap<string, readonly ReportedUsage[]>> {
  type Row = Readonly<{ id: string; on_day: string; used_quantity: string }>;
  const rows = await rowsOf<Row>(reader, USAGE, [ids]);
  const usage = new Map<string, readonly ReportedUsage[]>();
  for (const [id, days] of groupedBy(rows, (row) => row.id))
    usage.set(
      id,
      days.map((row) => ({ on: Calendar.day(row.on_day), usedQuantity: row.used_quantity })),
    );
  return usage;
}

function scopedSubscription({
  applied_scope: { type, scopes },
}: ReservationRow): string | undefined {
  return type === 'Single' ? subscriptionOfScope(scopes[0] ?? '') : undefined;
}

async function namesOfScopes(
  reader: Reader,
  rows: readonly ReservationRow[],
): Promise<ReadonlyMap<string, string>> {
  const scopes = [...new Set(rows.flatMap((row) => scopedSubscription(row) ?? []))];
  if (scopes.length === 0) return new Map();
  const found = await rowsOf<{ id: string; display_name: string }>(
    reader,
    'select id, display_name from subscription where id = any($1::uuid[])',
    [scopes],
  );
  return new Map(found.map((row) => [row.id, row.display_name]));
}

const RENEWALS = `
select old.id as old_id, old.order_id as old_order, new.id as new_id, new.order_id as new_order
from reservation old join reservation new on new.id = old.renewed_by
where old.id = any($1::uuid[]) and old.renewed_by is not null
union
select old.id, old.order_id, new.id, new.order_id
from reservation old join reservation new on new.id = old.renewed_by
where old.renewed_by = any($1::uuid[])`;

type Renewals = Pick<ReservationSurroundings, 'renewSource' | 'renewDestination'>;

async function renewalsOf(
  reader: Reader,
  ids: readonly ReservationId[],
): Promise<ReadonlyMap<string, Renewals>> {
  type Row = Readonly<{ old_id: string; old_order: string; new_id: string; new_order: string }>;
  const renewals = new Map<string, Renewals>();
  const note = (id: string, renewal: Renewals) =>
    renewals.set(id, { ...renewals.get(id), ...renewal });
  for (const row of await rowsOf<Row>(reader, RENEWALS, [ids])) {
    note(row.old_id, { renewDestination: placeOf(row.new_order, row.new_id) });
    note(row.new_id, { renewSource: placeOf(row.old_order, row.old_id) });
  }
  return renewals;
}

function placeOf(order: string, reservation: string): ReservationPlaceView {
  return { orderId: reservationOrderId(order), reservationId: reservationId(reservation) };
}
