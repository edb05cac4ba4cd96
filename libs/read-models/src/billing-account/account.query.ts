import {
  AGREEMENT_TYPES,
  type AgreementType,
  type BillingAccountId,
  billingAccountId,
  Calendar,
  type Day,
  Money,
  type PaymentMethod,
  type TenantId,
  tenantId,
} from '#ledger-core';
import { retainedCreditAvailable } from '../retained-credit/retained-credit.query';
import { type Reader, rowsOf } from '../schema/rows';
import { type RowOf } from '../schema/table';
import { known } from '../schema/known';
import { type billingAccountTable } from './billing-account.entity';
import { subscriptionsOf, type SubscriptionView } from './subscription.query';

export type AccountRow = RowOf<typeof billingAccountTable>;

export type AccountView = Readonly<{
  id: BillingAccountId;
  agreementType: AgreementType;
  currency: Money.Currency;
  displayName: string;
  tenantId?: TenantId;
  partnerId?: TenantId;
  /** Of a partner's account only (R-PUR-3). */
  customerMayBuy?: boolean;
  paymentTermDays: number;
  /** With the card on file today. */
  payment: PaymentMethod;
  openedOn: Day;
}>;

export type AccountDetails = Readonly<{
  account: AccountView;
  subscriptions: readonly SubscriptionView[];
  balances: Readonly<{
    /** Of all standing invoices. */
    amountDue: Money.Money;
    retainedCredit: Money.Money;
  }>;
}>;

/** The account with its card of today; undefined when there is none. */
export async function accountById(
  reader: Reader,
  id: BillingAccountId,
): Promise<AccountView | undefined> {
  const [row] = await rowsOf<AccountRow>(reader, 'select * from billing_account where id = $1', [
    id,
  ]);
  return row && accountOf(row);
}

/** The account with its subscriptions and its balances at the end of a day. Read it at one moment. */
export async function accountDetails(
  reader: Reader,
  id: BillingAccountId,
  on: Day,
): Promise<AccountDetails | undefined> {
  const account = await accountById(reader, id);
  if (account === undefined) return undefined;
  const [due] = await rowsOf<{ amount: string }>(
    reader,
    'select coalesce(sum(amount_due), 0) as amount from document where billing_account_id = $1',
    [id],
  );
  return {
    account,
    subscriptions: await subscriptionsOf(reader, id, on),
    balances: {
      amountDue: Money.money(account.currency, due?.amount ?? '0'),
      retainedCredit: await retainedCreditAvailable(reader, account, on),
    },
  };
}

const METHODS = ['invoice', 'card', 'prepayment'] as const;

function paymentOf(row: AccountRow): PaymentMethod {
  const method = known(METHODS, row.payment_method);
  if (method !== 'card') return { method };
  const { card_token: token, card_brand: brand, card_last4: last4 } = row;
  if (token === null || brand === null || last4 === null)
    throw new RangeError(`The account ${row.id} pays by card and has none on file`);
  return { method, card: { token, brand, last4 } };
}

/** The account as its row says. */
export function accountOf(row: AccountRow): AccountView {
  const agreementType = known(AGREEMENT_TYPES, row.agreement_type);
  const isOfPartner = agreementType === 'MicrosoftPartnerAgreement';
  return {
    id: billingAccountId(row.id),
    agreementType,
    currency: Money.currency(row.currency),
    displayName: row.display_name,
    ...(row.tenant_id === null ? {} : { tenantId: tenantId(row.tenant_id) }),
    ...(row.partner_id === null ? {} : { partnerId: tenantId(row.partner_id) }),
    ...(isOfPartner && { customerMayBuy: row.customer_may_buy }),
    paymentTermDays: row.payment_term_days,
    payment: paymentOf(row),
    openedOn: Calendar.day(row.opened_on),
  };
}
