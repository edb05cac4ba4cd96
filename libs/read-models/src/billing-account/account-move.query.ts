import { type BillingAccountId, billingAccountId, Calendar, type Day } from '#ledger-core';
import { type Reader, rowsOf } from '../schema/rows';

/** Where an account moves to, or has moved to, and from which day on. */
export type AccountMove = Readonly<{ billingAccountId: BillingAccountId; on: Day }>;

/** R-RET-4: the move of an account to a partner's programme from the time it is agreed on; undefined without one. */
export async function accountMove(
  reader: Reader,
  id: BillingAccountId,
): Promise<AccountMove | undefined> {
  const [move] = await rowsOf<{ target: string; on_day: string }>(
    reader,
    `select transferred_to as target, transferred_on as on_day
     from billing_account where id = $1 and transferred_to is not null
     union all
     select ref, due_on from due_item where billing_account_id = $1 and kind = 'ProgramTransfer'`,
    [id],
  );
  return move && { billingAccountId: billingAccountId(move.target), on: Calendar.day(move.on_day) };
}
