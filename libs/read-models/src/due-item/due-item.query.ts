import { type BillingAccountId, billingAccountId, type Day } from '#ledger-core';
import { type Reader, rowsOf } from '../schema/rows';

/** The accounts with anything due up to and including a day, the longest due first. */
export async function accountsWithDueItems(
  reader: Reader,
  through: Day,
): Promise<readonly BillingAccountId[]> {
  const rows = await rowsOf<{ id: string }>(
    reader,
    `select billing_account_id as id from due_item where due_on <= $1
     group by billing_account_id order by min(due_on), billing_account_id`,
    [through],
  );
  return rows.map(({ id }) => billingAccountId(id));
}
