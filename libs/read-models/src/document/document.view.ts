import {
  Calendar,
  type Day,
  type DocumentNumber,
  documentNumber,
  type Explanation,
  type LineId,
  lineId,
  Money,
  type PaymentId,
  paymentId,
  type ReservationId,
  reservationId,
  type ReservationOrderId,
  reservationOrderId,
} from '#ledger-core';
import { known } from '../schema/known';
import { type RowOf } from '../schema/table';
import { type documentLineTable } from './document-line.entity';
import { type documentRevisionTable } from './document-revision.entity';
import { type documentTable } from './document.entity';
import { type paymentMovementTable } from '../payment/payment-movement.entity';

export type DocumentRow = RowOf<typeof documentTable>;
export type RevisionRow = RowOf<typeof documentRevisionTable>;
/** A line as it stands on the paper `root`. */
export type LineRow = Omit<RowOf<typeof documentLineTable>, 'explanation'> &
  Readonly<{ root: string; explanation: Explanation }>;
export type MovementRow = RowOf<typeof paymentMovementTable>;

export const DOCUMENT_KINDS = ['Invoice', 'CreditNote'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export const DOCUMENT_STATUSES = ['Due', 'Paid', 'Void'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];
const LINE_KINDS = ['Purchase', 'Instalment', 'Refund', 'EarlyTerminationFee'] as const;
export const PAYMENT_MOVEMENT_KINDS = [
  'Received',
  'RetainedCredit',
  'Card',
  'Moved',
  'Released',
] as const;

export type DocumentLineView = Readonly<{
  id: LineId;
  kind: (typeof LINE_KINDS)[number];
  description: string;
  reservationOrderId?: ReservationOrderId;
  reservationId?: ReservationId;
  quantity?: number;
  amount: Money.Money;
  explanation: Explanation;
}>;

export type DocumentRevisionView = Readonly<{ revision: number; on: Day; why: string }>;

export type DocumentView = Readonly<{
  number: DocumentNumber;
  kind: DocumentKind;
  status: DocumentStatus;
  revision: number;
  issuedOn: Day;
  dueOn?: Day;
  currency: Money.Currency;
  lines: readonly DocumentLineView[];
  total: Money.Money;
  paid: Money.Money;
  credited: Money.Money;
  amountDue: Money.Money;
  replaces: readonly DocumentNumber[];
  replacedBy?: DocumentNumber;
  creditFor?: DocumentNumber;
  revisions: readonly DocumentRevisionView[];
}>;

/** What a payment puts on a paper or, negative, takes from it. */
export type PaymentMovementView = Readonly<{
  paymentId: PaymentId;
  on: Day;
  amount: Money.Money;
  kind: (typeof PAYMENT_MOVEMENT_KINDS)[number];
  reference?: string;
}>;

/** A paper with its lines and revisions. */
export function documentView(
  row: DocumentRow,
  lines: readonly LineRow[],
  revisions: readonly RevisionRow[],
): DocumentView {
  const currency = Money.currency(row.currency);
  return {
    number: documentNumber(row.number),
    kind: known(DOCUMENT_KINDS, row.kind),
    status: known(DOCUMENT_STATUSES, row.status),
    revision: row.revision,
    issuedOn: Calendar.day(row.issued_on),
    ...(row.due_on === null ? {} : { dueOn: Calendar.day(row.due_on) }),
    currency,
    lines: lines.map(lineView),
    total: Money.money(currency, row.total),
    paid: Money.money(currency, row.paid),
    credited: Money.money(currency, row.credited),
    amountDue: Money.money(currency, row.amount_due),
    replaces: row.replaces.map(documentNumber),
    ...(row.replaced_by === null ? {} : { replacedBy: documentNumber(row.replaced_by) }),
    ...(row.credit_for === null ? {} : { creditFor: documentNumber(row.credit_for) }),
    revisions: revisions.map(({ revision, on_day: on, why }) => ({
      revision,
      on: Calendar.day(on),
      why,
    })),
  };
}

/** The row as a revision left it: what came later is taken away. */
export function asRevised(row: DocumentRow, revision: RevisionRow): DocumentRow {
  return {
    ...row,
    revision: revision.revision,
    status: revision.status,
    paid: revision.paid,
    credited: revision.credited,
    amount_due: revision.amount_due,
    replaced_by: revision.status === 'Void' ? row.replaced_by : null,
  };
}

function lineView(row: LineRow): DocumentLineView {
  const { order_id: order, reservation_id: reservation, quantity } = row;
  return {
    id: lineId(row.line_id),
    kind: known(LINE_KINDS, row.kind),
    description: row.description,
    ...(order === null ? {} : { reservationOrderId: reservationOrderId(order) }),
    ...(reservation === null ? {} : { reservationId: reservationId(reservation) }),
    ...(quantity === null ? {} : { quantity }),
    amount: Money.money(Money.currency(row.currency), row.amount),
    explanation: row.explanation,
  };
}

/** A movement as its row says. */
export function movementView(row: MovementRow): PaymentMovementView {
  return {
    paymentId: paymentId(row.payment_id),
    on: Calendar.day(row.on_day),
    amount: Money.money(Money.currency(row.currency), row.amount),
    kind: known(PAYMENT_MOVEMENT_KINDS, row.kind),
    ...(row.reference === null ? {} : { reference: row.reference }),
  };
}
