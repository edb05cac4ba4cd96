import { createHash } from 'node:crypto';
import { type Stage } from './scene';

const GUID_PARTS = /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/;

export const VISA = { token: 'demo-visa', brand: 'Visa', last4: '4242' };
export const MASTERCARD = { token: 'demo-mastercard', brand: 'Mastercard', last4: '1881' };

export const usd = (amount: string): Readonly<{ currency: string; amount: string }> => ({
  currency: 'USD',
  amount,
});

/** How an account of a scene pays, as `/ledger/v1` takes it. */
export type Payer = Readonly<Record<string, unknown>>;

/** Payers by the headings of "How transactions are processed". */
export const PAYERS = {
  invoice: {
    agreementType: 'MicrosoftOnlineServicesProgram',
    payment: { method: 'invoice' },
  },
  card: {
    agreementType: 'MicrosoftOnlineServicesProgram',
    payment: { method: 'card', card: VISA },
  },
  prepayment: (amount: string) => ({
    agreementType: 'EnterpriseAgreement',
    payment: {
      method: 'prepayment',
      terms: [{ id: '2021', from: '2021-01-01', to: '2022-01-01', amount: usd(amount) }],
    },
  }),
  /** Nothing is paid ahead, so that every charge is overage. */
  overage: { agreementType: 'EnterpriseAgreement', payment: { method: 'prepayment', terms: [] } },
} as const;

/** The one subscription of an account. */
export function subscriptionOf(account: string): string {
  const digest = createHash('sha256').update(account).digest('hex');
  return digest.replace(GUID_PARTS, '$1-$2-4$3-8$4-$5');
}

/** Opens an account with one subscription. */
export async function opens(
  { ledger }: Stage,
  account: string,
  payer: Payer = PAYERS.invoice,
): Promise<void> {
  const displayName = `${account.charAt(0).toUpperCase()}${account.slice(1)}`;
  await ledger.send('POST', '/billingAccounts', {
    ...{ id: account, currency: 'USD', displayName },
    ...payer,
  });
  await ledger.send('POST', `/billingAccounts/${account}/subscriptions`, {
    ...{ subscriptionId: subscriptionOf(account), displayName: 'Production' },
  });
}

/** Pays an invoice, named by its place in the series of the account. */
export async function pays(
  { ledger }: Stage,
  account: string,
  { paper, amount, on }: Readonly<{ paper: number; amount: string; on: string }>,
): Promise<void> {
  await ledger.send('POST', `/billingAccounts/${account}/payments`, {
    ...{ invoiceNumber: numberOf(account, paper), amount: usd(amount) },
    ...{ paidOn: on, reference: `transfer of ${on}` },
  });
}

const SERIES_DIGITS = 6;

/** The number of the paper at a place in the series of an account. */
export function numberOf(account: string, paper: number): string {
  return `${account}-${String(paper).padStart(SERIES_DIGITS, '0')}`;
}
