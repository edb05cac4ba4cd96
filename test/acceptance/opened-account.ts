import { ADMIN, type LedgerSystem } from '../support/ledger-system';
import { PRICES } from './price-list.samples';

/** An account that pays by invoice, with one subscription, on the listed prices. */
export async function openAccount(
  system: LedgerSystem,
  id: string,
  subscriptionId: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const ledger = system.ledger(ADMIN);
  const answers = [
    await ledger.post('/billingAccounts', {
      id,
      agreementType: 'MicrosoftCustomerAgreement',
      currency: 'USD',
      displayName: `Account ${id}`,
      payment: { method: 'invoice' },
      ...more,
    }),
    await ledger.post(`/billingAccounts/${id}/subscriptions`, {
      subscriptionId,
      displayName: 'Production',
    }),
  ];
  const prices = await ledger.post('/priceLists', PRICES);
  expect([...answers, prices].map(({ status }) => status)).toEqual([201, 201, 200]);
}

/** A purchase request as the official client takes it. */
export function purchaseOf(
  subscription: string,
  sku: string,
  more: Readonly<Record<string, unknown>> = {},
) {
  return {
    sku: { name: sku },
    location: 'westus',
    reservedResourceType: 'VirtualMachines',
    billingScopeId: `/subscriptions/${subscription}`,
    term: 'P1Y',
    billingPlan: 'Upfront',
    quantity: 1,
    displayName: 'Worked example',
    appliedScopeType: 'Shared',
    renew: false,
    ...more,
  };
}
