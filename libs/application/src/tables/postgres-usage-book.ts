import { type BillingAccountId, type ReportedUsage, type ReservationId } from '#ledger-core';
import { utilisationStream } from '#event-log';
import { parkedStream, type Reader, usageReportedFor } from '#read-models';
import { BookUnreadable } from '../ports/book-unreadable';
import { UsageBook, type UsageDays } from '../ports/usage-book.port';

/** The projected table of usage. */
export class PostgresUsageBook extends UsageBook {
  constructor(private readonly reader: Reader) {
    super();
  }

  override async reportedFor(
    account: BillingAccountId,
    reservations: readonly ReservationId[],
    days: UsageDays,
  ): Promise<ReadonlyMap<ReservationId, readonly ReportedUsage[]>> {
    // Without the reports a refund would be in full (R-AMT-5): nobody decides on what cannot be read.
    const parked = await parkedStream(this.reader, utilisationStream(account));
    if (parked !== undefined) throw new BookUnreadable(`usage of ${account}`, parked.reason);
    return usageReportedFor(this.reader, reservations, days);
  }
}
