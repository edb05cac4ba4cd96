import { type SubscriptionLinked } from '#ledger-core';
import { codec } from './codec';
import { exactly } from './shapes';
import { day, ids, text } from './values';

export const subscriptionLinked = codec<SubscriptionLinked>(
  'SubscriptionLinked',
  exactly<SubscriptionLinked['data']>({
    subscriptionId: ids.subscription,
    billingAccountId: ids.billingAccount,
    displayName: text,
    linkedOn: day,
  }),
);
