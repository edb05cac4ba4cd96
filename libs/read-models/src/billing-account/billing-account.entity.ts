import { column, key, optional, type Table } from '../schema/table';

/** A billing account as it was opened, with its card of today and where it has moved. */
export const billingAccountTable = {
  name: 'billing_account',
  columns: {
    id: key('text'),
    agreement_type: column('text'),
    currency: column('currency'),
    display_name: column('text'),
    tenant_id: optional('text'),
    partner_id: optional('text'),
    /** R-PUR-3: whether the customer's own principals may buy on a partner's account. */
    customer_may_buy: column('boolean', 'true'),
    payment_term_days: column('integer'),
    payment_method: column('text'),
    /** The card on file; of a card payer only. */
    card_token: optional('text'),
    card_brand: optional('text'),
    card_last4: optional('text'),
    opened_on: column('date'),
    /** R-RET-4: the account of the customer's new programme, once this one has moved. */
    transferred_to: optional('text'),
    transferred_on: optional('date'),
  },
  indices: [
    { name: 'billing_account_of_partner', columns: ['partner_id', 'id'] },
    { name: 'billing_account_by_transfer', columns: ['transferred_to'] },
  ],
} satisfies Table;
