import {
  type BillingAccountId,
  billingAccountId,
  Calendar,
  CREDIT_REASONS,
  type Day,
  type DocumentNumber,
  documentNumber,
  Money,
} from '#ledger-core';
import { known } from '../schema/known';
import { type Reader, rowsOf } from '../schema/rows';
import { type RowOf } from '../schema/table';
import { type retainedCreditMovementTable } from './retained-credit-movement.entity';

type Row = RowOf<typeof retainedCreditMovementTable>;
type Holder = Readonly<{ id: BillingAccountId; currency: Money.Currency }>;

const REASONS = [...CREDIT_REASONS, 'Used'] as const;

export type RetainedCreditStatement = Readonly<{
  on: Day;
  available: Money.Money;
  /** Oldest first, and of what one event took from several credits the oldest credit; what left is negative. */
  entries: readonly Readonly<{
    on: Day;
    amount: Money.Money;
    reason: (typeof REASONS)[number];
    /** None of a transfer, which names itself and the other account, the same in both statements (R-RET-4). */
    document?: DocumentNumber;
    transferId?: string;
    billingAccountId?: BillingAccountId;
  }>[];
}>;

/** What an account retains at the end of a day, and how that came about (R-OUT-3). */
export async function retainedCreditStatement(
  reader: Reader,
  { id, currency }: Holder,
  on: Day,
): Promise<RetainedCreditStatement> {
  const rows = await rowsOf<Row>(
    reader,
    `select *, min(stream_revision) over (partition by credit_id) as granted_revision
     from retained_credit_movement
     where billing_account_id = $1 and on_day <= $2
     order by stream_revision, granted_revision`,
    [id, on],
  );
  const entries = rows.map((row) => ({
    on: Calendar.day(row.on_day),
    amount: Money.money(currency, row.amount),
    reason: known(REASONS, row.reason),
    ...(row.document_number === null ? {} : { document: documentNumber(row.document_number) }),
    ...(row.transfer_id === null ? {} : { transferId: row.transfer_id }),
    ...(row.other_account === null
      ? {}
      : { billingAccountId: billingAccountId(row.other_account) }),
  }));
  const amounts = entries.map(({ amount }) => amount);
  return { on, available: Money.sum(currency, amounts), entries };
}

/** What an account retains at the end of a day. */
export async function retainedCreditAvailable(
  reader: Reader,
  { id, currency }: Holder,
  on: Day,
): Promise<Money.Money> {
  const [row] = await rowsOf<{ amount: string }>(
    reader,
    `select coalesce(sum(amount), 0) as amount from retained_credit_movement
     where billing_account_id = $1 and on_day <= $2`,
    [id, on],
  );
  return Money.money(currency, row?.amount ?? '0');
}
