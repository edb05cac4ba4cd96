import { type BillingAccountId, billingAccountId, type Day } from '#ledger-core';
import { type Reader, rowsOf } from '../schema/rows';

/**
 * The accounts with anything due up to and including a day, the longest due first. Not those whose stream is parked: their
 * rows would show the same for good.
 */
export async function accountsWithDueItems(
  reader: Reader,
  through: Day,
): Promise<readonly BillingAccountId[]> {
  const rows = await rowsOf<{ id: string }>(
    reader,
    `select billing_account_id as id from due_item where due_on <= $1
       and not exists (
         select 1 from parked_account where stream = 'billingAccount-' || due_item.billing_account_id
       )
     group by billing_account_id order by min(due_on), billing_account_id`,
    [through],
  );
  return rows.map(({ id }) => billingAccountId(id));
}
