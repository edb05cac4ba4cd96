import { priceListRow } from '../support/price-list-row';
import { type TwoApis } from './two-apis';

/** One product of a year, in the shape of the Retail Prices API. */
export function priceListOf(armSkuName: string, retailPrice: number) {
  return { Items: [priceListRow({ armSkuName, reservationTerm: '1 Year', retailPrice })] };
}

/** An account that pays by invoice, with the subscription of that resource id. */
export async function openAccountOf(apis: TwoApis, id: string, scope: string): Promise<void> {
  const opened = await apis.send('POST', '/ledger/v1/billingAccounts', {
    id,
    agreementType: 'MicrosoftCustomerAgreement',
    currency: 'USD',
    displayName: `Account ${id}`,
    payment: { method: 'invoice' },
  });
  const linked = await apis.send('POST', `/ledger/v1/billingAccounts/${id}/subscriptions`, {
    subscriptionId: scope.split('/').at(-1),
    displayName: 'Production',
  });
  expect([opened.status, linked.status]).toEqual([201, 201]);
}
