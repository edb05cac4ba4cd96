import { type BillingAccountId, billingAccountId, Calendar, type Day, Money } from '#ledger-core';
import { isAccountParked } from '../projection/parked-accounts.sql';
import { type Reader, rowsOf } from '../schema/rows';

/** An account whose day of moving has come, and nobody has run that day yet. */
export type DueTransfer = Readonly<{
  billingAccountId: BillingAccountId;
  toBillingAccountId: BillingAccountId;
  on: Day;
}>;

/** R-RET-4: retained credit that left one account and has not arrived at the other. */
export type CreditUnderWay = Readonly<{
  transferId: string;
  fromBillingAccountId: BillingAccountId;
  toBillingAccountId: BillingAccountId;
  transferredOn: Day;
  amount: Money.Money;
}>;

/** Of the movement `sent`: credit left with a transfer, and no movement of that transfer says that it arrived. */
const IS_UNDER_WAY = `sent.transfer_id is not null and sent.amount < 0 and not exists (
  select 1 from retained_credit_movement arrived
  where arrived.transfer_id = sent.transfer_id and arrived.amount > 0)`;

/** The moves agreed for a day up to the one given, the earliest first; none of an account whose stream is parked. */
export async function transfersDue(reader: Reader, through: Day): Promise<readonly DueTransfer[]> {
  const rows = await rowsOf<{ id: string; target: string; due_on: string }>(
    reader,
    `select billing_account_id as id, ref as target, due_on from due_item
     where kind = 'ProgramTransfer' and due_on <= $1
       and not ${isAccountParked('due_item.billing_account_id')}
     order by due_on, billing_account_id`,
    [through],
  );
  return rows.map(({ id, target, due_on: on }) => ({
    billingAccountId: billingAccountId(id),
    toBillingAccountId: billingAccountId(target),
    on: Calendar.day(on),
  }));
}

/** Whether a move to an account was agreed for a day up to the one given and is not run, or credit left for it and has not arrived. */
export async function isCreditComing(
  reader: Reader,
  to: BillingAccountId,
  through: Day,
): Promise<boolean> {
  const [row] = await rowsOf<{ coming: boolean }>(
    reader,
    `select exists (
       select 1 from due_item where kind = 'ProgramTransfer' and ref = $1 and due_on <= $2
     ) or exists (
       select 1 from retained_credit_movement sent
       where sent.other_account = $1 and ${IS_UNDER_WAY}
     ) as coming`,
    [to, through],
  );
  return row?.coming === true;
}

/** What is under way, the earliest first. What left names its transfer, and so does what arrived. */
export async function creditUnderWay(reader: Reader): Promise<readonly CreditUnderWay[]> {
  const rows = await rowsOf<{
    transfer_id: string;
    source: string;
    target: string;
    on_day: string;
    currency: string;
    amount: string;
  }>(
    reader,
    `select sent.transfer_id, sent.billing_account_id as source, sent.other_account as target,
            sent.on_day, sent.currency, sum(-sent.amount) as amount
     from retained_credit_movement sent
     where ${IS_UNDER_WAY}
     group by sent.transfer_id, sent.billing_account_id, sent.other_account, sent.on_day, sent.currency
     order by sent.on_day, sent.transfer_id`,
  );
  return rows.map((row) => ({
    transferId: row.transfer_id,
    fromBillingAccountId: billingAccountId(row.source),
    toBillingAccountId: billingAccountId(row.target),
    transferredOn: Calendar.day(row.on_day),
    amount: Money.money(Money.currency(row.currency), row.amount),
  }));
}
