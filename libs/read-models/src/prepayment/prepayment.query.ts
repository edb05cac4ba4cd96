import {
  type BillingAccountId,
  Calendar,
  type Day,
  Money,
  type PrepaymentCreditId,
  prepaymentCreditId,
  type PrepaymentTermId,
  prepaymentTermId,
  type ReservationId,
  reservationId,
} from '#ledger-core';
import { type Reader, rowsOf } from '../schema/rows';
import { type RowOf } from '../schema/table';
import { type prepaymentCreditTable } from './prepayment-credit.entity';
import { type prepaymentTermTable } from './prepayment-term.entity';

type CreditRow = RowOf<typeof prepaymentCreditTable> & Readonly<{ drawn: string }>;
type TermRow = RowOf<typeof prepaymentTermTable> & Readonly<{ drawn: string }>;
type Holder = Readonly<{ id: BillingAccountId; currency: Money.Currency }>;

export type PrepaymentCreditView = Readonly<{
  id: PrepaymentCreditId;
  reservationId: ReservationId;
  /** The term it joined, if there was one on the day it was granted (R-OUT-1). */
  termId?: PrepaymentTermId;
  grantedOn: Day;
  /** The first day on which it cannot be used. */
  expiresOn: Day;
  /** As granted, net of the fee. */
  amount: Money.Money;
  /** None when nothing was kept. */
  fee?: Money.Money;
  used: Money.Money;
  expired: Money.Money;
  remaining: Money.Money;
}>;

export type PrepaymentStatement = Readonly<{
  on: Day;
  /** Of all credits that can be used on the day. */
  available: Money.Money;
  /** Those granted by the day, oldest first. */
  credits: readonly PrepaymentCreditView[];
  /** Those added by the day, by their first day; `remaining` is what was not drawn by the day. */
  terms: readonly Readonly<{
    id: PrepaymentTermId;
    from: Day;
    to: Day;
    amount: Money.Money;
    remaining: Money.Money;
  }>[];
}>;

/**
 * R-OUT-1: an enrolment's refund credits and terms at the end of a day, or as they will be if nothing more happens. A credit
 * has expired on its day of expiry, whenever that day is run.
 */
export async function prepaymentStatement(
  reader: Reader,
  { id, currency }: Holder,
  on: Day,
): Promise<PrepaymentStatement> {
  const credits = (await creditsOf(reader, id, on)).map((row) => creditView(row, currency, on));
  return {
    on,
    available: Money.sum(
      currency,
      credits.map(({ remaining }) => remaining),
    ),
    credits,
    terms: (await termsOf(reader, id, on)).map((row) => {
      const amount = Money.money(currency, row.amount);
      return {
        id: prepaymentTermId(row.term_id),
        from: Calendar.day(row.from_day),
        to: Calendar.day(row.to_day),
        amount,
        remaining: Money.subtract(amount, Money.money(currency, row.drawn)),
      };
    }),
  };
}

function creditView(row: CreditRow, currency: Money.Currency, on: Day): PrepaymentCreditView {
  const amount = Money.money(currency, row.amount);
  const fee = Money.money(currency, row.fee);
  const used = Money.money(currency, row.drawn);
  const left = Money.subtract(amount, used);
  const nothing = Money.zero(currency);
  const hasExpired = row.expires_on <= on;
  return {
    id: prepaymentCreditId(row.credit_id),
    reservationId: reservationId(row.reservation_id),
    ...(row.term_id === null ? {} : { termId: prepaymentTermId(row.term_id) }),
    grantedOn: Calendar.day(row.granted_on),
    expiresOn: Calendar.day(row.expires_on),
    amount,
    ...(Money.isZero(fee) ? {} : { fee }),
    used,
    expired: hasExpired ? left : nothing,
    remaining: hasExpired ? nothing : left,
  };
}

/** What was drawn from each credit or term of the account `$1` by the day `$2`. */
function drawnBy(source: 'credit_id' | 'term_id'): string {
  return `(
       select ${source}, -sum(amount) as drawn from prepayment_movement
       where billing_account_id = $1 and on_day <= $2 and kind = 'Drawn' and ${source} is not null
       group by ${source})`;
}

function creditsOf(reader: Reader, id: BillingAccountId, on: Day): Promise<readonly CreditRow[]> {
  return rowsOf<CreditRow>(
    reader,
    `select c.*, coalesce(m.drawn, 0) as drawn from prepayment_credit c
     left join ${drawnBy('credit_id')} m on m.credit_id = c.credit_id
     where c.billing_account_id = $1 and c.granted_on <= $2
     order by c.granted_on, c.stream_revision`,
    [id, on],
  );
}

function termsOf(reader: Reader, id: BillingAccountId, on: Day): Promise<readonly TermRow[]> {
  return rowsOf<TermRow>(
    reader,
    `select t.*, coalesce(m.drawn, 0) as drawn from prepayment_term t
     left join ${drawnBy('term_id')} m on m.term_id = t.term_id
     where t.billing_account_id = $1 and t.added_on <= $2
     order by t.from_day, t.term_id`,
    [id, on],
  );
}
