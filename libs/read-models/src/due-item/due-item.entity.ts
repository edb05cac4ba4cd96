import { column, key, type Table } from '../schema/table';

/** What falls due on a day by itself. Nothing due, no row. */
export const dueItemTable = {
  name: 'due_item',
  columns: {
    billing_account_id: key('text'),
    kind: key('text'),
    ref: key('text'),
    due_on: column('date'),
  },
  indices: [
    { name: 'due_item_by_day', columns: ['due_on', 'billing_account_id'] },
    {
      name: 'due_item_of_transfer',
      columns: ['ref', 'due_on'],
      where: "kind = 'ProgramTransfer'",
    },
  ],
} satisfies Table;
