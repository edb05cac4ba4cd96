import { eventOf, projected, projectedOfSubscription } from '../../test/projected';
import { billingAccounts } from './billing-account.read-model';
import { subscriptions } from './subscription.read-model';

test('an account is the row of how it was opened', () => {
  expect(projected(billingAccounts, eventOf('BillingAccountOpened'))).toEqual([
    {
      change: 'upsert',
      row: {
        id: 'contoso',
        agreement_type: 'MicrosoftCustomerAgreement',
        currency: 'USD',
        display_name: 'Contoso',
        tenant_id: null,
        partner_id: null,
        payment_term_days: 30,
        payment_method: 'invoice',
        opened_on: '2021-01-01',
      },
    },
  ]);
  expect(projected(billingAccounts, eventOf('ChargeMade'))).toEqual([]);
});

test('a linked subscription is a row that names its account', () => {
  expect(projectedOfSubscription(subscriptions, eventOf('SubscriptionLinked'))).toEqual([
    {
      change: 'upsert',
      row: {
        id: 'aaaaaaaa-0000-4000-8000-000000000001',
        billing_account_id: 'contoso',
        display_name: 'Production',
        linked_on: '2021-01-02',
      },
    },
  ]);
});
