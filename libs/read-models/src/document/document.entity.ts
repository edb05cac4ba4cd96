import { column, key, optional, type Table } from '../schema/table';

/** A paper as it stands. Its total and its lines never change (R-OUT-6); every revision is in `document_revision`. */
export const documentTable = {
  name: 'document',
  columns: {
    number: key('text'),
    billing_account_id: column('text'),
    /** Its place in the account's one series, from 1. */
    sequence: column('integer'),
    kind: column('text'),
    status: column('text'),
    revision: column('integer'),
    issued_on: column('date'),
    due_on: optional('date'),
    currency: column('currency'),
    why: column('text'),
    /** The lines are those of this month's overage, and `new_lines` names none (R-PUR-5). */
    overage_month: optional('text'),
    /** Papers whose lines stand here again, in this order and before the new ones. */
    carries: column('text[]'),
    new_lines: column('uuid[]'),
    replaces: column('text[]'),
    replaced_by: optional('text'),
    credit_for: optional('text'),
    total: column('numeric'),
    paid: column('numeric'),
    credited: column('numeric'),
    amount_due: column('numeric'),
    line_count: column('integer'),
  },
  indices: [
    {
      name: 'document_series',
      columns: ['billing_account_id', 'sequence'],
      unique: true,
    },
  ],
} satisfies Table;
