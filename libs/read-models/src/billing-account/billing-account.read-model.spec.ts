import { eventOf, projected, projectedOfSubscription } from '../../test/projected';
import { sample } from '../../test/sample-events';
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
        customer_may_buy: true,
        payment_term_days: 30,
        payment_method: 'invoice',
        card_token: null,
        card_brand: null,
        card_last4: null,
        opened_on: '2021-01-01',
        transferred_to: null,
        transferred_on: null,
      },
    },
  ]);
  expect(projected(billingAccounts, eventOf('ChargeMade'))).toEqual([]);
});

test('an account that pays by card has the card on file, and then the one it was changed to', () => {
  expect(projected(billingAccounts, sample('BillingAccountOpened.card'))).toMatchObject([
    {
      row: {
        payment_method: 'card',
        card_token: 'tok_4f1c9d7e',
        card_brand: 'Visa',
        card_last4: '4242',
      },
    },
  ]);
  expect(projected(billingAccounts, sample('CardOnFileChanged'))).toEqual([
    {
      change: 'patch',
      key: { id: 'contoso' },
      columns: { card_token: 'tok_b82a03e6', card_brand: 'Mastercard', card_last4: '4444' },
    },
  ]);
});

test('an account of a partner says whether the customer may buy, and an enrolment that it pays in advance', () => {
  expect(
    projected(billingAccounts, sample('BillingAccountOpened.customer-may-not-buy')),
  ).toMatchObject([{ row: { id: 'northwind-csp', customer_may_buy: false } }]);
  expect(projected(billingAccounts, sample('BillingAccountOpened.prepayment'))).toMatchObject([
    { row: { id: 'adatum', customer_may_buy: true, payment_method: 'prepayment' } },
  ]);
});

test('an account that has moved says where to and since when', () => {
  expect(projected(billingAccounts, sample('ProgramTransferred'))).toEqual([
    {
      change: 'patch',
      key: { id: 'contoso' },
      columns: { transferred_to: 'northwind-csp', transferred_on: '2021-09-01' },
    },
  ]);
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
