import { type BillingAccountId, billingAccountId, type Day } from '#ledger-core';
import { isAccountParked, streamOfAccount } from '../projection/parked-accounts.sql';
import { type Reader, rowsOf } from '../schema/rows';

/** How many accounts at once, and which of them not. */
export type DuePage = Readonly<{ most: number; without: readonly BillingAccountId[] }>;

/** An account with something due that nobody can do, because its stream cannot be read. */
export type ParkedDue = Readonly<{ account: BillingAccountId; reason: string }>;

const IS_PARKED = isAccountParked('due_item.billing_account_id');

/**
 * The accounts with anything due up to and including a day, the longest due first. Not those whose stream is parked.
 */
export async function accountsWithDueItems(
  reader: Reader,
  through: Day,
  { most, without }: DuePage,
): Promise<readonly BillingAccountId[]> {
  const rows = await rowsOf<{ id: string }>(
    reader,
    `select billing_account_id as id from due_item
     where due_on <= $1 and billing_account_id <> all ($3) and not ${IS_PARKED}
     group by billing_account_id order by min(due_on), billing_account_id limit $2`,
    [through, most, without],
  );
  return rows.map(({ id }) => billingAccountId(id));
}

/** How many accounts have anything due up to and including a day, without those whose stream is parked. */
export async function countAccountsWithDueItems(reader: Reader, through: Day): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    reader,
    `select count(distinct billing_account_id)::int as count from due_item
     where due_on <= $1 and not ${IS_PARKED}`,
    [through],
  );
  return row?.count ?? 0;
}

/** The accounts with anything due up to and including a day whose stream is parked, and why. */
export async function parkedAccountsWithDueItems(
  reader: Reader,
  through: Day,
): Promise<readonly ParkedDue[]> {
  const rows = await rowsOf<{ id: string; reason: string }>(
    reader,
    `select due.id, parked_account.reason from parked_account
     join (select distinct billing_account_id as id from due_item where due_on <= $1) as due
       on parked_account.stream = ${streamOfAccount('due.id')}
     order by due.id`,
    [through],
  );
  return rows.map(({ id, reason }) => ({ account: billingAccountId(id), reason }));
}
