import { type Card } from '#ledger-core';
import { accountOf, readModel } from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { billingAccountTable } from './billing-account.entity';

type Row = RowOf<typeof billingAccountTable>;
type CardColumns = Pick<Row, 'card_token' | 'card_brand' | 'card_last4'>;

/** One row an account: how it was opened, which card is on file, and where it has moved. */
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
        customer_may_buy: opened.customerMayBuy ?? true,
        payment_term_days: opened.paymentTermDays,
        payment_method: opened.payment.method,
        ...(opened.payment.method === 'card' ? cardColumns(opened.payment.card) : NO_CARD),
        opened_on: opened.openedOn,
        transferred_to: null,
        transferred_on: null,
      },
    },
  ],
  CardOnFileChanged: ({ card }, context) => [
    { change: 'patch', key: { id: accountOf(context) }, columns: cardColumns(card) },
  ],
  ProgramTransferred: ({ toBillingAccountId, transferredOn }, context) => [
    {
      change: 'patch',
      key: { id: accountOf(context) },
      columns: { transferred_to: toBillingAccountId, transferred_on: transferredOn },
    },
  ],
});

const NO_CARD: CardColumns = { card_token: null, card_brand: null, card_last4: null };

function cardColumns({ token, brand, last4 }: Card): CardColumns {
  return { card_token: token, card_brand: brand, card_last4: last4 };
}
