import { column, key, type Table } from '../schema/table';

/** Which account a subscription belongs to. */
export const subscriptionTable = {
  name: 'subscription',
  columns: {
    id: key('uuid'),
    billing_account_id: column('text'),
    display_name: column('text'),
    linked_on: column('date'),
  },
  indices: [{ name: 'subscription_of_account', columns: ['billing_account_id', 'id'] }],
} satisfies Table;
