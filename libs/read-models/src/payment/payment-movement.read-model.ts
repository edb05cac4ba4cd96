import { type DocumentNumber, type InvoiceVoided, Money, type PaymentId } from '#ledger-core';
import { accountOf, type EventContext, readModel, type RowChange } from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { paymentMovementTable } from './payment-movement.entity';

type Row = RowOf<typeof paymentMovementTable>;
type Movement = Readonly<{
  paymentId: PaymentId;
  document: DocumentNumber;
  amount: Money.Money;
  kind: string;
}>;

/** One row for each amount that a payment puts on a paper or takes from it. */
export const paymentMovements = readModel(paymentMovementTable, {
  PaymentRecorded: ({ paymentId, recordedOn, reference, applied }, context) =>
    rows(
      applied.map(({ invoice, amount }) => ({
        paymentId,
        document: invoice,
        amount,
        kind: 'Received',
      })),
      { on_day: recordedOn, reference },
      context,
    ),
  RetainedCreditUsed: ({ paymentId, usedOn, invoice, amount }, context) =>
    rows(
      [{ paymentId, document: invoice, amount, kind: 'RetainedCredit' }],
      { on_day: usedOn, reference: null },
      context,
    ),
  CardCharged: ({ paymentId, chargedOn, invoice, amount }, context) =>
    rows(
      [{ paymentId, document: invoice, amount, kind: 'Card' }],
      { on_day: chargedOn, reference: null },
      context,
    ),
  InvoiceVoided: (voided, context) =>
    rows(movementsOf(voided), { on_day: voided.voidedOn, reference: null }, context),
});

/** R-OUT-3: what a payment held leaves the voided paper in two parts: moved on, and released. */
function movementsOf({ number, replacedBy, payments }: InvoiceVoided['data']): readonly Movement[] {
  return payments
    .flatMap(({ paymentId, moved, released }) => [
      { paymentId, document: number, amount: Money.negate(moved), kind: 'Moved' },
      { paymentId, document: number, amount: Money.negate(released), kind: 'Released' },
      { paymentId, document: replacedBy, amount: moved, kind: 'Moved' },
    ])
    .filter((each) => !Money.isZero(each.amount));
}

function rows(
  movements: readonly Movement[],
  of: Pick<Row, 'on_day' | 'reference'>,
  context: EventContext,
): readonly RowChange<Row>[] {
  return movements.map(({ paymentId, document, amount, kind }, n) => ({
    change: 'upsert',
    row: {
      ...of,
      payment_id: paymentId,
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
