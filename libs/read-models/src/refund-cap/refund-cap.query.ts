import {
  type BillingAccountId,
  Calendar,
  capAvailable,
  type Day,
  Money,
  type ReservationId,
  reservationId,
  type ReservationOrderId,
  reservationOrderId,
} from '#ledger-core';
import { type Reader, rowsOf } from '../schema/rows';
import { type RowOf } from '../schema/table';
import { type refundCapUseTable } from './refund-cap-use.entity';

type Row = RowOf<typeof refundCapUseTable>;

/** The terms of the day: how much, and which version says so. */
export type CapTerms = Readonly<{ version: string; refundCap: Readonly<{ limit: Money.Money }> }>;

export type RefundCapUse = Readonly<{
  reservationOrderId: ReservationOrderId;
  reservationId: ReservationId;
  refundedOn: Day;
  /** In USD. */
  amount: Money.Money;
  replenishedOn: Day;
}>;

export type RefundCapStatement = Readonly<{
  on: Day;
  limit: Money.Money;
  used: Money.Money;
  /** Never negative, even if the limit was lowered since. */
  available: Money.Money;
  /** Those that count on the day, oldest first. */
  uses: readonly RefundCapUse[];
  /** What will be left on each later day on which something comes back, if nothing more is refunded. */
  replenishments: readonly Readonly<{ on: Day; available: Money.Money }>[];
  termsVersion: string;
}>;

/** R-CAP-5: what is used and left of an account's cap on any day, and when it comes back; of each day by its terms. All in USD. */
export async function refundCapStatement(
  reader: Reader,
  account: BillingAccountId,
  on: Day,
  termsOn: (day: Day) => CapTerms,
): Promise<RefundCapStatement> {
  const rows = await rowsOf<Row>(
    reader,
    `select * from refund_cap_use
     where billing_account_id = $1 and refunded_on <= $2 and replenished_on > $2
     order by refunded_on, stream_revision`,
    [account, on],
  );
  const uses = rows.map(useOf);
  const terms = termsOn(on);
  const days = [...new Set(uses.map(({ replenishedOn }) => replenishedOn))].sort();
  return {
    on,
    limit: terms.refundCap.limit,
    used: used(uses),
    available: capAvailable(used(uses), terms),
    uses,
    replenishments: days.map((day) => ({
      on: day,
      available: capAvailable(
        used(uses.filter(({ replenishedOn }) => replenishedOn > day)),
        termsOn(day),
      ),
    })),
    termsVersion: terms.version,
  };
}

function used(uses: readonly RefundCapUse[]): Money.Money {
  const amounts = uses.map(({ amount }) => amount);
  return Money.sum(Money.USD, amounts);
}

function useOf(row: Row): RefundCapUse {
  return {
    reservationOrderId: reservationOrderId(row.order_id),
    reservationId: reservationId(row.reservation_id),
    refundedOn: Calendar.day(row.refunded_on),
    amount: Money.money(Money.USD, row.usd),
    replenishedOn: Calendar.day(row.replenished_on),
  };
}
