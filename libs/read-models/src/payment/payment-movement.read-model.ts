import { type DocumentNumber, Money, type PaymentMoved } from '#ledger-core';
import { accountOf, type EventContext, readModel, type RowChange } from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { paymentMovementTable } from './payment-movement.entity';

type Row = RowOf<typeof paymentMovementTable>;
type Movement = Readonly<{ document: DocumentNumber; amount: Money.Money; kind: string }>;

/** One row for each amount that a payment puts on a paper or takes from it. */
export const paymentMovements = readModel(paymentMovementTable, {
  PaymentRecorded: ({ paymentId, recordedOn, reference, applied }, context) =>
    rows(
      applied.map(({ invoice, amount }) => ({ document: invoice, amount, kind: 'Received' })),
      { payment_id: paymentId, on_day: recordedOn, reference },
      context,
    ),
  RetainedCreditUsed: ({ paymentId, usedOn, invoice, amount }, context) =>
    rows(
      [{ document: invoice, amount, kind: 'RetainedCredit' }],
      { payment_id: paymentId, on_day: usedOn, reference: null },
      context,
    ),
  PaymentMoved: (moved, context) =>
    rows(
      movementsOf(moved),
      { payment_id: moved.paymentId, on_day: moved.movedOn, reference: null },
      context,
    ),
});

/** R-OUT-3: what the payment held leaves the voided paper in two parts: moved on, and released. */
function movementsOf({ from, to, amount, released }: PaymentMoved['data']): readonly Movement[] {
  return [
    { document: from, amount: Money.negate(amount), kind: 'Moved' },
    { document: from, amount: Money.negate(released), kind: 'Released' },
    { document: to, amount, kind: 'Moved' },
  ].filter((each) => !Money.isZero(each.amount));
}

function rows(
  movements: readonly Movement[],
  of: Pick<Row, 'payment_id' | 'on_day' | 'reference'>,
  context: EventContext,
): readonly RowChange<Row>[] {
  return movements.map(({ document, amount, kind }, n) => ({
    change: 'upsert',
    row: {
      ...of,
      billing_account_id: accountOf(context),
      stream_revision: String(context.revision),
      n,
      document_number: document,
      amount: amount.amount,
      currency: amount.currency,
      kind,
    },
  }));
}
