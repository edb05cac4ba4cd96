import { type ChargeMade, Money, type PaperLine, type ReservationReturned } from '#ledger-core';
import { accountOf, type EventContext, readModel } from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { documentLineTable } from './document-line.entity';

type Row = RowOf<typeof documentLineTable>;

/** One row a line, where its charge or its return wrote it. Papers that carry it over add none. */
export const documentLines = readModel(documentLineTable, {
  ChargeMade: (charge, context) => [{ change: 'upsert', row: chargeLine(charge, context) }],
  ReservationReturned: (returned, context) =>
    returned.shares
      .flatMap((share) => refundLines(returned, share, accountOf(context)))
      .map((row) => ({ change: 'upsert', row })),
});

function chargeLine(charge: ChargeMade['data'], context: EventContext): Row {
  return {
    ...written(charge.line, charge.amount),
    billing_account_id: accountOf(context),
    document_number: charge.paidBy.invoice,
    kind: charge.instalment === 1 ? 'Purchase' : 'Instalment',
    order_id: charge.orderId,
    reservation_id: charge.reservationId,
    quantity: charge.quantity,
  };
}

/** R-OUT-7: on an invoice a refund is negative; the fee on it is a positive line of its own. */
function refundLines(
  { orderId, reservationId }: ReservationReturned['data'],
  share: ReservationReturned['data']['shares'][number],
  account: string,
): readonly Row[] {
  const of = {
    billing_account_id: account,
    document_number: share.settledBy.invoice,
    order_id: orderId,
    reservation_id: reservationId,
    quantity: share.quantity,
  };
  const refund = {
    ...of,
    ...written(share.line, Money.negate(share.prorated)),
    kind: 'Refund',
  };
  if (share.feeLine === undefined) return [refund];
  return [refund, { ...of, ...written(share.feeLine, share.fee), kind: 'EarlyTerminationFee' }];
}

function written(
  { lineId, description, explanation }: PaperLine,
  { amount, currency }: Money.Money,
): Pick<Row, 'line_id' | 'description' | 'explanation' | 'amount' | 'currency'> {
  return { line_id: lineId, description, explanation, amount, currency };
}
