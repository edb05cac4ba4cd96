import { readModel } from '../row-writer/row-change';
import { billingAccountTable } from './billing-account.entity';

/** One row an account, as it was opened. */
export const billingAccounts = readModel(billingAccountTable, {
  BillingAccountOpened: (opened) => [
    {
      change: 'upsert',
      row: {
        id: opened.billingAccountId,
        agreement_type: opened.agreementType,
        currency: opened.currency,
        display_name: opened.displayName,
        tenant_id: opened.tenantId ?? null,
        partner_id: opened.partnerId ?? null,
        payment_term_days: opened.paymentTermDays,
        payment_method: opened.payment.method,
        opened_on: opened.openedOn,
      },
    },
  ],
});
