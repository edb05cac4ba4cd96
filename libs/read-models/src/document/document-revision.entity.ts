import { column, key, type Table } from '../schema/table';

/** What a paper said after each change, the first issue included; payments make no revision. */
export const documentRevisionTable = {
  name: 'document_revision',
  columns: {
    number: key('text'),
    revision: key('integer'),
    billing_account_id: column('text'),
    on_day: column('date'),
    why: column('text'),
    status: column('text'),
    paid: column('numeric'),
    credited: column('numeric'),
    amount_due: column('numeric'),
  },
} satisfies Table;
