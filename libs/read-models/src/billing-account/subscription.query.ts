import {
  type BillingAccountId,
  billingAccountId,
  Calendar,
  type Day,
  type SubscriptionId,
  subscriptionId,
} from '#ledger-core';
import { type Reader, rowsOf } from '../schema/rows';
import { type RowOf } from '../schema/table';
import { type subscriptionTable } from './subscription.entity';

type Row = RowOf<typeof subscriptionTable>;

export type SubscriptionView = Readonly<{
  id: SubscriptionId;
  billingAccountId: BillingAccountId;
  displayName: string;
  linkedOn: Day;
}>;

/** The account that a subscription belongs to on a day; undefined when it is linked to none: see `accountsOfSubscriptions`. */
export async function accountIdOfSubscription(
  reader: Reader,
  subscription: SubscriptionId,
  on: Day,
): Promise<BillingAccountId | undefined> {
  return (await accountsOfSubscriptions(reader, [subscription], on)).get(subscription);
}

/**
 * The account that each subscription belongs to on a day; one that is linked to none is not in the map. R-RET-4: with an
 * account that has moved its subscriptions have moved, from the day agreed on, whenever that day is run.
 */
export async function accountsOfSubscriptions(
  reader: Reader,
  subscriptions: readonly SubscriptionId[],
  on: Day,
): Promise<ReadonlyMap<SubscriptionId, BillingAccountId>> {
  const rows = await rowsOf<{ id: string; account: string }>(
    reader,
    `select s.id, coalesce(a.transferred_to, agreed.ref, a.id) as account
     from subscription s join billing_account a on a.id = s.billing_account_id
     left join due_item agreed
       on agreed.billing_account_id = a.id and agreed.kind = 'ProgramTransfer' and agreed.due_on <= $2
     where s.id = any($1)`,
    [subscriptions, on],
  );
  return new Map(rows.map(({ id, account }) => [subscriptionId(id), billingAccountId(account)]));
}

/** The subscriptions of an account on a day, by their ids, those that moved to it included (R-RET-4). */
export async function subscriptionsOf(
  reader: Reader,
  id: BillingAccountId,
  on: Day,
): Promise<readonly SubscriptionView[]> {
  const rows = await rowsOf<Row>(
    reader,
    `with moving as (
       select billing_account_id as source, ref as target from due_item
       where kind = 'ProgramTransfer' and due_on <= $2
     ), linked_to as (
       select a.id from billing_account a where a.id = $1 and a.transferred_to is null
         and not exists (select 1 from moving where source = a.id)
       union all select a.id from billing_account a where a.transferred_to = $1
       union all select source from moving where target = $1
     )
     select s.* from subscription s where s.billing_account_id in (select id from linked_to)
     order by s.id`,
    [id, on],
  );
  return rows.map((row) => ({
    id: subscriptionId(row.id),
    billingAccountId: id,
    displayName: row.display_name,
    linkedOn: Calendar.day(row.linked_on),
  }));
}
