import { type StoryStep } from '../story-step';
import { SUBSCRIPTION } from './given-ids';
import { PRICES } from './prices';

const CONTOSO = {
  id: 'contoso',
  agreementType: 'MicrosoftCustomerAgreement',
  currency: 'USD',
  displayName: 'Contoso Ltd',
  payment: { method: 'invoice' },
};

/** Prices are imported, an account is opened and gets a subscription. */
export const OPENING: readonly StoryStep[] = [
  { operation: 'health.live', title: 'It lives', as: 'alice', status: 200 },
  { operation: 'health.ready', title: 'Every part is ready', as: 'alice', status: 200 },
  {
    operation: 'running.importPrices',
    title: 'Prices, one row of which is no reservation’s',
    as: 'admin',
    body: () => PRICES,
    status: 200,
  },
  {
    operation: 'billingAccounts.open',
    title: 'An account that pays by invoice',
    as: 'admin',
    body: () => CONTOSO,
    status: 201,
  },
  {
    operation: 'billingAccounts.open',
    title: 'A field that is not known',
    as: 'admin',
    body: () => ({ ...CONTOSO, id: 'fabrikam', tenant: 'fabrikam.example' }),
    status: 400,
  },
  {
    operation: 'billingAccounts.open',
    title: 'An id that is taken',
    as: 'admin',
    body: () => ({ ...CONTOSO, currency: 'EUR' }),
    status: 409,
  },
  {
    operation: 'billingAccounts.link',
    title: 'A subscription of the account',
    as: 'admin',
    path: () => ({ account: 'contoso' }),
    body: () => ({ subscriptionId: SUBSCRIPTION, displayName: 'Production' }),
    status: 201,
  },
  {
    operation: 'billingAccounts.account',
    title: 'The account, with nothing bought',
    as: 'auditor',
    path: () => ({ account: 'contoso' }),
    status: 200,
  },
  {
    operation: 'billingAccounts.account',
    title: 'An account that is not there',
    as: 'auditor',
    path: () => ({ account: 'nobody' }),
    status: 404,
  },
  {
    operation: 'statements.refundCap',
    title: 'An account that has refunded nothing',
    as: 'auditor',
    path: () => ({ account: 'contoso' }),
    query: () => ({ on: '2021-06-15' }),
    status: 200,
  },
];
