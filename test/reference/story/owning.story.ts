import { type StoryStep } from '../story-step';

type Told = Parameters<NonNullable<StoryStep['path']>>[0];

const ofOrder = (told: Told) => ({ order: told('order') });
const ofBob = (told: Told) => ({ ...ofOrder(told), principal: 'bob@contoso.example' });

/** Who owns an order, and what Owners do with it; what a return has made of the papers. */
export const OWNING: readonly StoryStep[] = [
  {
    operation: 'owners.owners',
    title: 'The buyer',
    as: 'alice',
    path: ofOrder,
    status: 200,
  },
  {
    operation: 'owners.add',
    title: 'A second Owner',
    as: 'alice',
    path: ofBob,
    status: 200,
  },
  {
    operation: 'owners.remove',
    title: 'One Owner again',
    as: 'alice',
    path: ofBob,
    status: 200,
  },
  {
    operation: 'owners.remove',
    title: 'The last Owner stays',
    as: 'alice',
    path: (told) => ({ ...ofOrder(told), principal: 'alice@contoso.example' }),
    status: 409,
  },
  {
    operation: 'swap.swap',
    title: 'To the premium-storage twin',
    as: 'alice',
    path: (told) => ({ ...ofOrder(told), reservation: told('reservation') }),
    body: () => ({ armSkuName: 'Standard_D2s_v3' }),
    status: 200,
  },
  {
    operation: 'swap.swap',
    title: 'No role stands for being Owner',
    as: 'admin',
    path: (told) => ({ ...ofOrder(told), reservation: told('reservation') }),
    body: () => ({ armSkuName: 'Standard_D2_v3' }),
    status: 403,
  },
  {
    operation: 'autofill.fill',
    title: 'What may be given back',
    as: 'alice',
    body: (told) => ({ reservations: [told('reservation')], mode: 'optimizeUtilization' }),
    status: 200,
  },
  {
    operation: 'documents.list',
    title: 'What was replaced',
    as: 'auditor',
    path: () => ({ account: 'contoso' }),
    query: () => ({ status: 'Void' }),
    status: 200,
    remember: { voided: 'value.0.number', replacement: 'value.0.replacedBy' },
  },
  {
    operation: 'documents.document',
    title: 'An invoice that a return has replaced',
    as: 'auditor',
    path: (told) => ({ account: 'contoso', number: told('voided') }),
    status: 200,
  },
  {
    operation: 'documents.document',
    title: 'The same as it was issued',
    as: 'auditor',
    path: (told) => ({ account: 'contoso', number: told('voided') }),
    query: () => ({ revision: '1' }),
    status: 200,
  },
  {
    operation: 'documents.document',
    title: 'The invoice that replaces it, with the refund',
    as: 'auditor',
    path: (told) => ({ account: 'contoso', number: told('replacement') }),
    status: 200,
  },
  {
    operation: 'statements.retainedCredit',
    title: 'What a return retained, and what that has paid',
    as: 'auditor',
    path: () => ({ account: 'contoso' }),
    status: 200,
  },
  {
    operation: 'statements.refundCap',
    title: 'After refunds, and when they count no more',
    as: 'auditor',
    path: () => ({ account: 'contoso' }),
    status: 200,
  },
];
