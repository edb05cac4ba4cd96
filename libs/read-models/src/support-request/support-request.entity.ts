import { column, key, type Table, optional } from '../schema/table';

/** What somebody has to look at before money moves (R-OUT-4), and how far that is (R-ACC-4). */
export const supportRequestTable = {
  name: 'support_request',
  columns: {
    support_request_id: key('uuid'),
    billing_account_id: column('text'),
    origin: column('text'),
    issue_type: column('text'),
    problem_type: column('text'),
    category: column('text'),
    order_id: column('uuid'),
    reservation_id: column('uuid'),
    /** The money that is held. */
    amount: column('numeric'),
    currency: column('currency'),
    opened_on: column('date'),
    status: column('text'),
    /** The day on which it came to its status. */
    status_on: column('date'),
    why: optional('text'),
    stream_revision: column('bigint'),
  },
  indices: [
    { name: 'support_request_of_account', columns: ['billing_account_id', 'stream_revision'] },
  ],
} satisfies Table;
