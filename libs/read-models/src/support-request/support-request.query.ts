import {
  type BillingAccountId,
  Calendar,
  type Day,
  Money,
  type ReservationId,
  reservationId,
  type ReservationOrderId,
  reservationOrderId,
  SUPPORT_REQUEST_STATUSES,
  type SupportRequestId,
  supportRequestId,
  type SupportRequestStatus,
} from '#ledger-core';
import { known } from '../schema/known';
import { type Reader, rowsOf } from '../schema/rows';
import { type RowOf } from '../schema/table';
import { type supportRequestTable } from './support-request.entity';

type Row = RowOf<typeof supportRequestTable>;

export type SupportRequestView = Readonly<{
  id: SupportRequestId;
  openedOn: Day;
  status: SupportRequestStatus;
  /** The day on which it came to its status, and why it did, where that was said. */
  statusOn: Day;
  why?: string;
  category: string;
  reservationOrderId: ReservationOrderId;
  reservationId: ReservationId;
  /** The money that is or was held. */
  amount: Money.Money;
}>;

/** The support requests of an account, in the order in which they were opened. */
export async function supportRequestsOf(
  reader: Reader,
  account: BillingAccountId,
): Promise<readonly SupportRequestView[]> {
  const rows = await rowsOf<Row>(
    reader,
    `select * from support_request where billing_account_id = $1
     order by stream_revision, support_request_id`,
    [account],
  );
  return rows.map((row) => ({
    id: supportRequestId(row.support_request_id),
    openedOn: Calendar.day(row.opened_on),
    status: known(SUPPORT_REQUEST_STATUSES, row.status),
    statusOn: Calendar.day(row.status_on),
    ...(row.why === null ? {} : { why: row.why }),
    category: row.category,
    reservationOrderId: reservationOrderId(row.order_id),
    reservationId: reservationId(row.reservation_id),
    amount: Money.money(Money.currency(row.currency), row.amount),
  }));
}
