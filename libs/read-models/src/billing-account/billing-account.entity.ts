import { column, key, optional, type Table } from '../schema/table';

/** A billing account as it was opened. */
export const billingAccountTable = {
  name: 'billing_account',
  columns: {
    id: key('text'),
    agreement_type: column('text'),
    currency: column('currency'),
    display_name: column('text'),
    tenant_id: optional('text'),
    partner_id: optional('text'),
    payment_term_days: column('integer'),
    payment_method: column('text'),
    opened_on: column('date'),
  },
  indices: [{ name: 'billing_account_of_partner', columns: ['partner_id'] }],
} satisfies Table;
