import {
  type ChargeMade,
  Money,
  type PaperLine,
  type RefundSettlement,
  type ReservationReturned,
  unreachable,
} from '#ledger-core';
import { accountOf, type EventContext, readModel } from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { documentLineTable } from './document-line.entity';

type Row = RowOf<typeof documentLineTable>;
type Share = ReservationReturned['data']['shares'][number];

/** One row a line, where its charge or its return wrote it. Papers that carry it over add none. */
export const documentLines = readModel(documentLineTable, {
  ChargeMade: (charge, context) => [{ change: 'upsert', row: chargeLine(charge, context) }],
  ReservationReturned: (returned, context) =>
    returned.shares
      .flatMap((share) => refundLines(returned, share))
      .map((line, n) => ({ change: 'upsert', row: { ...line, ...placed(context, n) } })),
});

type Placed = Pick<Row, 'billing_account_id' | 'stream_revision' | 'n'>;
type Line = Omit<Row, keyof Placed>;

function placed(context: EventContext, n: number): Placed {
  const revision = String(context.revision);
  return { billing_account_id: accountOf(context), stream_revision: revision, n };
}

function chargeLine(charge: ChargeMade['data'], context: EventContext): Row {
  const { paidBy } = charge;
  return {
    ...written(charge.line, charge.amount),
    ...placed(context, 0),
    document_number: 'invoice' in paidBy ? paidBy.invoice : null,
    overage_month: 'month' in paidBy ? paidBy.month : null,
    kind: charge.instalment === 1 ? 'Purchase' : 'Instalment',
    order_id: charge.orderId,
    reservation_id: charge.reservationId,
    quantity: charge.quantity,
  };
}

/** R-OUT-7: a refund is negative and the fee on it a positive line of its own; on a credit note it is the other way round. */
function refundLines(
  { orderId, reservationId }: ReservationReturned['data'],
  { settledBy, quantity, prorated, fee, line, feeLine }: Share,
): readonly Line[] {
  const of = { ...paperOf(settledBy), order_id: orderId, reservation_id: reservationId, quantity };
  const isCredit = settledBy.method === 'creditNote';
  const refunded = isCredit ? prorated : Money.negate(prorated);
  const refund = { ...of, ...written(line, refunded), kind: 'Refund' };
  if (feeLine === undefined) return [refund];
  const charged = isCredit ? Money.negate(fee) : fee;
  return [refund, { ...of, ...written(feeLine, charged), kind: 'EarlyTerminationFee' }];
}

/** Refunds to a prepayment stand on no paper, those of an open month on the invoice that the month will have. */
function paperOf(settledBy: RefundSettlement): Pick<Row, 'document_number' | 'overage_month'> {
  switch (settledBy.method) {
    case 'invoice':
    case 'card':
      return { document_number: settledBy.invoice, overage_month: null };
    case 'prepayment':
      return { document_number: null, overage_month: null };
    case 'overage':
      return { document_number: null, overage_month: settledBy.month };
    case 'creditNote':
      return { document_number: settledBy.creditNote, overage_month: null };
    default:
      return unreachable(settledBy);
  }
}

function written(
  { lineId, description, explanation }: PaperLine,
  { amount, currency }: Money.Money,
): Pick<Row, 'line_id' | 'description' | 'explanation' | 'amount' | 'currency'> {
  return { line_id: lineId, description, explanation, amount, currency };
}
