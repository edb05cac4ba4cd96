import {
  AGREEMENT_TYPES,
  type AgreementType,
  type BillingAccountId,
  billingAccountId,
  Calendar,
  type Day,
  Money,
  type SubscriptionId,
  subscriptionId,
  type TenantId,
  tenantId,
} from '#ledger-core';
import { retainedCreditAvailable } from '../retained-credit/retained-credit.query';
import { type Reader, rowsOf } from '../schema/rows';
import { type RowOf } from '../schema/table';
import { known } from '../schema/known';
import { type billingAccountTable } from './billing-account.entity';
import { type subscriptionTable } from './subscription.entity';

type AccountRow = RowOf<typeof billingAccountTable>;
type SubscriptionRow = RowOf<typeof subscriptionTable>;

export type AccountView = Readonly<{
  id: BillingAccountId;
  agreementType: AgreementType;
  currency: Money.Currency;
  displayName: string;
  tenantId?: TenantId;
  partnerId?: TenantId;
  paymentTermDays: number;
  paymentMethod: string;
  openedOn: Day;
}>;

export type SubscriptionView = Readonly<{
  id: SubscriptionId;
  billingAccountId: BillingAccountId;
  displayName: string;
  linkedOn: Day;
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

/** The account as it was opened; undefined when there is none. */
export async function accountById(
  reader: Reader,
  id: BillingAccountId,
): Promise<AccountView | undefined> {
  const [row] = await rowsOf<AccountRow>(reader, 'select * from billing_account where id = $1', [
    id,
  ]);
  return row && accountOf(row);
}

/** The account that a subscription belongs to; undefined when it is linked to none. */
export async function accountOfSubscription(
  reader: Reader,
  subscription: SubscriptionId,
): Promise<AccountView | undefined> {
  const [row] = await rowsOf<AccountRow>(
    reader,
    `select a.* from subscription s join billing_account a on a.id = s.billing_account_id
     where s.id = $1`,
    [subscription],
  );
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
    subscriptions: await subscriptionsOf(reader, id),
    balances: {
      amountDue: Money.money(account.currency, due?.amount ?? '0'),
      retainedCredit: await retainedCreditAvailable(reader, account, on),
    },
  };
}

/** The subscriptions of an account, by their ids. */
export async function subscriptionsOf(
  reader: Reader,
  id: BillingAccountId,
): Promise<readonly SubscriptionView[]> {
  const rows = await rowsOf<SubscriptionRow>(
    reader,
    'select * from subscription where billing_account_id = $1 order by id',
    [id],
  );
  return rows.map((row) => ({
    id: subscriptionId(row.id),
    billingAccountId: billingAccountId(row.billing_account_id),
    displayName: row.display_name,
    linkedOn: Calendar.day(row.linked_on),
  }));
}

function accountOf(row: AccountRow): AccountView {
  return {
    id: billingAccountId(row.id),
    agreementType: known(AGREEMENT_TYPES, row.agreement_type),
    currency: Money.currency(row.currency),
    displayName: row.display_name,
    ...(row.tenant_id === null ? {} : { tenantId: tenantId(row.tenant_id) }),
    ...(row.partner_id === null ? {} : { partnerId: tenantId(row.partner_id) }),
    paymentTermDays: row.payment_term_days,
    paymentMethod: row.payment_method,
    openedOn: Calendar.day(row.opened_on),
  };
}
