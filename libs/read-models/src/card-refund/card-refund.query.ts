import {
  type BillingAccountId,
  Calendar,
  type Card,
  type CardRefundId,
  cardRefundId,
  type Day,
  type DocumentNumber,
  documentNumber,
  Money,
  type SupportRequestId,
  supportRequestId,
} from '#ledger-core';
import { known } from '../schema/known';
import { type Reader, rowsOf } from '../schema/rows';
import { type RowOf } from '../schema/table';
import { type cardRefundTable } from './card-refund.entity';

type Row = RowOf<typeof cardRefundTable> &
  Readonly<{ held_on: string | null; request_of_held: string | null }>;

const STATUSES = ['Requested', 'Held'] as const;

export type CardRefundView = Readonly<{
  id: CardRefundId;
  on: Day;
  amount: Money.Money;
  card: Card;
  status: (typeof STATUSES)[number];
  /** The paper that shows the refund. */
  invoiceNumber: DocumentNumber;
  /** Of money that is or was held: the request that decides or has decided about it. */
  supportRequestId?: SupportRequestId;
  /** Of money sent after it was held: the refund that held it, and since when. */
  heldRefundId?: CardRefundId;
  heldOn?: Day;
}>;

/**
 * R-OUT-4: the money that went back to cards or is held, in the order in which it came to that. Each amount is there once:
 * held money that was sent is the refund that sent it, which names the one that held it.
 */
export async function cardRefundsOf(
  reader: Reader,
  account: BillingAccountId,
): Promise<readonly CardRefundView[]> {
  const rows = await rowsOf<Row>(
    reader,
    `select r.*, held.on_day as held_on, held.support_request_id as request_of_held
     from card_refund r
     left join card_refund held on held.card_refund_id = r.held_refund_id
     where r.billing_account_id = $1 and not exists (
       select 1 from card_refund sent
       where sent.billing_account_id = $1 and sent.held_refund_id = r.card_refund_id
     )
     order by r.stream_revision, r.card_refund_id`,
    [account],
  );
  return rows.map(viewOf);
}

function viewOf(row: Row): CardRefundView {
  const request = row.support_request_id ?? row.request_of_held;
  return {
    id: cardRefundId(row.card_refund_id),
    on: Calendar.day(row.on_day),
    amount: Money.money(Money.currency(row.currency), row.amount),
    card: { token: row.card_token, brand: row.card_brand, last4: row.card_last4 },
    status: known(STATUSES, row.status),
    invoiceNumber: documentNumber(row.document_number),
    ...(request === null ? {} : { supportRequestId: supportRequestId(request) }),
    ...(row.held_refund_id === null ? {} : { heldRefundId: cardRefundId(row.held_refund_id) }),
    ...(row.held_on === null ? {} : { heldOn: Calendar.day(row.held_on) }),
  };
}
