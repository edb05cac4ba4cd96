import { readModel } from '../row-writer/row-change';
import { subscriptionTable } from './subscription.entity';

/** One row a subscription that is linked. */
export const subscriptions = readModel(subscriptionTable, {
  SubscriptionLinked: (linked) => [
    {
      change: 'upsert',
      row: {
        id: linked.subscriptionId,
        billing_account_id: linked.billingAccountId,
        display_name: linked.displayName,
        linked_on: linked.linkedOn,
      },
    },
  ],
});
