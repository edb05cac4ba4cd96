import {
  type BillingAccountId,
  type Day,
  type ReportedUsage,
  type ReservationId,
} from '#ledger-core';

/** Which days of usage are asked for: `from` and `through` included. */
export type UsageDays = Readonly<{ from?: Day; through: Day }>;

/** Usage as it was reported; of a day reported twice the last counts. */
export abstract class UsageBook {
  /**
   * What was reported for each of the reservations of an account, by day; one without a report is not in the map.
   * @throws BookUnreadable while the account's stream of usage is parked.
   */
  abstract reportedFor(
    account: BillingAccountId,
    reservations: readonly ReservationId[],
    days: UsageDays,
  ): Promise<ReadonlyMap<ReservationId, readonly ReportedUsage[]>>;
}
