import { type Day } from '#ledger-core';
import { type Bind, parametersOf } from '../schema/parameters';
import { type Reader, rowsOf } from '../schema/rows';
import { type DisplayState, displayStateIs, displayStateSql } from './displayed-reservation';
import { type OrderViewer, visibleOrders, type VisibleOrders } from './order-viewer';
import {
  fieldSql,
  filterSql,
  type ReservationField,
  type ReservationFilter,
} from './reservation-field';
import { type ReservationRow, type ReservationView } from './reservation.view';
import { viewsOf } from './surroundings.query';

/** What of the reservations a viewer sees is listed, in which order, from where, and on which business day. */
export type ReservationListing = Readonly<{
  today: Day;
  filter?: ReservationFilter;
  displayState?: DisplayState;
  sortBy?: Readonly<{ field: ReservationField; descending: boolean }>;
  skip: number;
  take: number;
}>;

/** How many reservations are in each state for display. */
export type ReservationCounts = Readonly<Record<DisplayState, number>>;

/** Whoever sees all needs no join: the reservations are read in their own order. */
function visibleReservations(viewer: OrderViewer, bind: Bind): VisibleOrders {
  if (viewer.sees === 'all') return { from: 'reservation r', where: 'true' };
  const { from, where } = visibleOrders(viewer, bind);
  return { from: `${from} join reservation r on r.order_id = ro.id`, where };
}

/**
 * A page of the reservations that a viewer sees. Without `sortBy` in the order in which they came to be, so that
 * what is bought meanwhile comes after every page that was read. Read it at one moment with its counts.
 */
export async function reservationsSeenBy(
  reader: Reader,
  viewer: OrderViewer,
  listing: ReservationListing,
): Promise<readonly ReservationView[]> {
  const { bind, values } = parametersOf();
  const { from, where } = visibleReservations(viewer, bind);
  const conditions = [where, ...conditionsOf(listing, bind)].join(' and ');
  const sorted = sortedBy(listing, bind);
  const page = `offset ${bind(listing.skip)} limit ${bind(listing.take)}`;
  const rows = await rowsOf<ReservationRow>(
    reader,
    `select r.* from ${from} where ${conditions} order by ${sorted} ${page}`,
    values,
  );
  return viewsOf(reader, rows);
}

function conditionsOf({ today, filter, displayState }: ReservationListing, bind: Bind): string[] {
  return [
    ...(filter === undefined ? [] : [filterSql(filter, () => bind(today), bind)]),
    ...(displayState === undefined ? [] : [displayStateIs(displayState, () => bind(today))]),
  ];
}

const AS_THEY_CAME = 'r.log_position, r.position, r.n, r.id';

function sortedBy({ sortBy, today }: ReservationListing, bind: Bind): string {
  if (sortBy === undefined) return AS_THEY_CAME;
  const direction = sortBy.descending ? 'desc' : 'asc';
  const expression = fieldSql(sortBy.field, () => bind(today));
  return `${expression} ${direction}, ${AS_THEY_CAME}`;
}

/** All reservations that a viewer sees, counted by their state for display. */
export async function reservationCountsSeenBy(
  reader: Reader,
  viewer: OrderViewer,
  today: Day,
): Promise<ReservationCounts> {
  const { bind, values } = parametersOf();
  const { from, where } = visibleReservations(viewer, bind);
  // Counted by what the index holds; the few days on which reservations end are told apart after that.
  const counted = `select r.state, r.expires_on, count(*) as reservations
    from ${from} where ${where} group by r.state, r.expires_on`;
  const rows = await rowsOf<{ display_state: string; reservations: number }>(
    reader,
    `select ${displayStateSql(bind(today))} as display_state, sum(r.reservations)::integer as reservations
     from (${counted}) r group by display_state`,
    values,
  );
  const counts = new Map(rows.map((row) => [row.display_state, row.reservations]));
  return countsOf(counts);
}

function countsOf(counts: ReadonlyMap<string, number>): ReservationCounts {
  const of = (state: DisplayState): number => counts.get(state) ?? 0;
  return {
    Succeeded: of('Succeeded'),
    Expiring: of('Expiring'),
    Expired: of('Expired'),
    Pending: of('Pending'),
    Processing: of('Processing'),
    Cancelled: of('Cancelled'),
    Failed: of('Failed'),
    Warning: of('Warning'),
    NoBenefit: of('NoBenefit'),
  };
}
