import { type ReservationId } from '#ledger-core';
import { type PlainRow } from '../row-writer/row-change';
import { type Reader, rowsOf } from '../schema/rows';
import { type Columns } from '../schema/table';
import { reservationTable } from './reservation.entity';
import { type ReservationRow, type ReservationView, reservationView } from './reservation.view';

type ChangeRow = Readonly<{ reservation_id: string; generation: number; what: PlainRow }>;

/** A reservation comes out of one that came out of another; no chain is longer, or the tables are broken. */
const GENERATIONS_MAX = 1_000;

/**
 * What changed in a reservation and, up to the copy that it began as, in those it came from: the eldest first.
 * A copy was made before its own event changed the one it is of.
 */
const CHANGES = `
  with recursive lineage (reservation_id, before, generation) as (
    select $1::uuid, null::bigint, 0
    union all
    select (change.what ->> 'copied_from')::uuid, change.stream_revision, lineage.generation + 1
    from lineage
    join reservation_revision change on change.reservation_id = lineage.reservation_id
    where change.what ? 'copied_from' and lineage.generation < $2
  )
  select change.reservation_id, lineage.generation, change.what
  from lineage
  join reservation_revision change on change.reservation_id = lineage.reservation_id
  where lineage.before is null or change.stream_revision < lineage.before
  order by lineage.generation desc, change.stream_revision`;

/**
 * A reservation as it was after each of its changes, the newest first; empty for one that is not in the tables.
 * There are few: an instalment, an update, a split and a return are one each.
 */
export async function revisionsOfReservation(
  reader: Reader,
  reservation: ReservationId,
): Promise<readonly ReservationView[]> {
  const changes = await rowsOf<ChangeRow>(reader, CHANGES, [reservation, GENERATIONS_MAX]);
  const revisions: ReservationView[] = [];
  let standing: PlainRow = {};
  for (const { reservation_id: id, generation, what } of changes) {
    standing = { ...standing, ...what, id };
    if (generation === 0) revisions.push(reservationView(rowOf(standing)));
  }
  return revisions.reverse();
}

/** @throws Error when a change does not stand on a whole row: the tables are older than the history of changes. */
function rowOf(standing: PlainRow): ReservationRow {
  if (!isWhole(standing))
    throw new Error(`The history of the reservation ${String(standing['id'])} has no beginning`);
  return standing;
}

/** A column that came later has a default, and no part in what is shown of a change. */
function isWhole(row: PlainRow): row is ReservationRow {
  const columns: Columns = reservationTable.columns;
  return Object.entries(columns).every(
    ([name, { default: later }]) => later !== undefined || row[name] !== undefined,
  );
}
