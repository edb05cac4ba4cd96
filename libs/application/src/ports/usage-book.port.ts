import { type Day, type ReportedUsage, type ReservationId } from '#ledger-core';

/** Which days of usage are asked for: `from` and `through` included. */
export type UsageDays = Readonly<{ from?: Day; through: Day }>;

/** Usage as it was reported; of a day reported twice the last counts. */
export abstract class UsageBook {
  /** What was reported for each of the reservations, by day; a reservation without a report is not in the map. */
  abstract reportedFor(
    reservations: readonly ReservationId[],
    days: UsageDays,
  ): Promise<ReadonlyMap<ReservationId, readonly ReportedUsage[]>>;
}
