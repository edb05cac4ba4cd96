import { type StoryStep } from '../story-step';
import { CARD_BUYS, CARD_RETURNS } from './card.story';
import { ENROLMENT_BUYS, ENROLMENT_RETURNS } from './enrolment.story';
import { feeTerms } from '../../support/fee-terms';

/** The month is over, so that its overage is invoiced. */
const A_MONTH_LATER: StoryStep = {
  operation: 'running.setClock',
  title: 'On to a later day, with all that falls due on the way',
  as: 'admin',
  body: () => ({ to: '2021-03-29T12:00:00Z' }),
  status: 200,
};

const TERMS = feeTerms('self-service-2022-01', '2022-01-01', {
  typesNotReturnable: ['Databricks'],
});

const MOVING: readonly StoryStep[] = [
  {
    operation: 'billingAccounts.open',
    title: 'A partner’s customer',
    as: 'admin',
    body: () => ({
      id: 'fabrikam-csp',
      agreementType: 'MicrosoftPartnerAgreement',
      currency: 'USD',
      displayName: 'Fabrikam Inc by Trey Research',
      partnerId: 'trey.example',
      customerMayBuy: false,
      paymentTermDays: 60,
      payment: { method: 'invoice' },
    }),
    status: 201,
  },
  {
    operation: 'programTransfer.transfer',
    title: 'A pay-as-you-go account moves to a partner',
    as: 'admin',
    path: () => ({ account: 'fabrikam' }),
    body: () => ({ toBillingAccountId: 'fabrikam-csp', on: '2021-06-01' }),
    status: 200,
  },
  {
    operation: 'programTransfer.transfer',
    title: 'It moves once',
    as: 'admin',
    path: () => ({ account: 'fabrikam' }),
    body: () => ({ toBillingAccountId: 'fabrikam-csp', on: '2021-07-01' }),
    status: 409,
  },
  {
    operation: 'billingAccounts.account',
    title: 'An account that moves',
    as: 'auditor',
    path: () => ({ account: 'fabrikam' }),
    status: 200,
  },
];

const TERMS_AND_RATES: readonly StoryStep[] = [
  {
    operation: 'policyTerms.publish',
    title: 'A fee of 12 % from next year on',
    as: 'admin',
    body: () => TERMS,
    status: 201,
  },
  {
    operation: 'policyTerms.publish',
    title: 'A version never changes',
    as: 'admin',
    body: () => ({ ...TERMS, earlyTerminationFeeRate: '0.10' }),
    status: 409,
  },
  {
    operation: 'policyTerms.versions',
    title: 'The built-in versions, and one that was published',
    as: 'auditor',
    status: 200,
  },
  {
    operation: 'exchangeRates.publish',
    title: 'What a euro is worth in dollars',
    as: 'admin',
    body: () => ({
      from: 'EUR',
      to: 'USD',
      on: '2021-03-29',
      rate: '1.25',
      source: 'Treasury, daily fixing',
    }),
    status: 201,
  },
];

/** Accounts of other kinds, and the numbers that the rules take from outside. */
export const OTHER_ACCOUNTS: readonly StoryStep[] = [
  ...ENROLMENT_BUYS,
  ...CARD_BUYS,
  A_MONTH_LATER,
  ...ENROLMENT_RETURNS,
  ...CARD_RETURNS,
  ...MOVING,
  ...TERMS_AND_RATES,
];
