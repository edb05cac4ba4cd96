import { type StoryStep } from '../story-step';
import { ENROLLED_SUBSCRIPTION } from './given-ids';
import { buys, returnsOne } from './trading';

const northwind = () => ({ account: 'northwind' });
const usd = (amount: string) => ({ currency: 'USD', amount });
const prepaid = { subscription: ENROLLED_SUBSCRIPTION, sku: 'Standard_D2_v3' };
const overage = { subscription: ENROLLED_SUBSCRIPTION, sku: 'Standard_E2_v3' };

/** An enrolment that has paid in advance: 1,000.00, of which it uses 365.00; 730.00 are overage of the month. */
export const ENROLMENT_BUYS: readonly StoryStep[] = [
  {
    operation: 'billingAccounts.open',
    title: 'An enrolment that has paid in advance',
    as: 'admin',
    body: () => ({
      id: 'northwind',
      agreementType: 'EnterpriseAgreement',
      currency: 'USD',
      displayName: 'Northwind Traders',
      payment: {
        method: 'prepayment',
        terms: [{ id: '2021', from: '2021-01-01', to: '2022-01-01', amount: usd('1000.00') }],
      },
    }),
    status: 201,
  },
  {
    operation: 'billingAccounts.link',
    title: 'A subscription of the enrolment',
    as: 'admin',
    path: northwind,
    body: () => ({ subscriptionId: ENROLLED_SUBSCRIPTION, displayName: 'Enrolled' }),
    status: 201,
  },
  {
    operation: 'billingAccounts.link',
    title: 'A subscription that belongs to another account',
    as: 'admin',
    path: () => ({ account: 'contoso' }),
    body: () => ({ subscriptionId: ENROLLED_SUBSCRIPTION, displayName: 'Enrolled' }),
    status: 409,
  },
  ...buys('prepaid', 'Paid from the prepayment', prepaid),
  ...buys('overage', 'More than the prepayment holds', overage),
  {
    operation: 'wayOfPaying.addTerm',
    title: 'The term of the renewed enrolment',
    as: 'admin',
    path: northwind,
    body: () => ({ id: '2022', from: '2022-01-01', to: '2023-01-01', amount: usd('1000.00') }),
    status: 201,
  },
  {
    operation: 'wayOfPaying.addTerm',
    title: 'Terms do not overlap',
    as: 'admin',
    path: northwind,
    body: () => ({ id: '2022b', from: '2022-06-01', to: '2023-06-01', amount: usd('1000.00') }),
    status: 400,
  },
];

/** What it returns comes back as it was paid: as a refund credit, and on a credit note. */
export const ENROLMENT_RETURNS: readonly StoryStep[] = [
  ...returnsOne('prepaid', 'What the prepayment paid'),
  ...returnsOne('overage', 'What was invoiced as overage'),
  {
    operation: 'prepaymentCredits.credits',
    title: 'A refund credit beside the terms',
    as: 'auditor',
    path: northwind,
    status: 200,
  },
  {
    operation: 'prepaymentCredits.credits',
    title: 'The same when the credit has expired',
    as: 'auditor',
    path: northwind,
    query: () => ({ on: '2021-12-31' }),
    status: 200,
  },
  {
    operation: 'documents.list',
    title: 'The month’s overage, and a credit note for it',
    as: 'auditor',
    path: northwind,
    status: 200,
    remember: { overageInvoice: 'value.0.number', creditNote: 'value.1.number' },
  },
  {
    operation: 'documents.document',
    title: 'A credit note',
    as: 'auditor',
    path: (told) => ({ ...northwind(), number: told('creditNote') }),
    status: 200,
  },
  {
    operation: 'documents.document',
    title: 'The invoice that it is set against',
    as: 'auditor',
    path: (told) => ({ ...northwind(), number: told('overageInvoice') }),
    status: 200,
  },
  {
    operation: 'billingAccounts.account',
    title: 'An enrolment',
    as: 'auditor',
    path: northwind,
    status: 200,
  },
];
