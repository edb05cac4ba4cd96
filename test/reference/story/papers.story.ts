import { type StoryStep } from '../story-step';

const contoso = () => ({ account: 'contoso' });

/** What was bought is invoiced, paid and used. */
export const PAPERS: readonly StoryStep[] = [
  {
    operation: 'documents.list',
    title: 'What is due',
    as: 'auditor',
    path: contoso,
    query: () => ({ kind: 'Invoice', status: 'Due' }),
    status: 200,
    remember: {
      firstInvoice: 'value.0.number',
      firstDue: 'value.0.amountDue.amount',
      secondInvoice: 'value.1.number',
      secondDue: 'value.1.amountDue.amount',
    },
  },
  {
    operation: 'documents.document',
    title: 'An invoice that is due',
    as: 'auditor',
    path: (told) => ({ ...contoso(), number: told('firstInvoice') }),
    status: 200,
  },
  {
    operation: 'documents.document',
    title: 'A paper that is not there',
    as: 'auditor',
    path: () => ({ ...contoso(), number: 'contoso-000999' }),
    status: 404,
  },
  {
    operation: 'documents.list',
    title: 'A status that is not known',
    as: 'auditor',
    path: contoso,
    query: () => ({ status: 'Open' }),
    status: 400,
  },
  {
    operation: 'payments.record',
    title: 'An invoice is paid',
    as: 'admin',
    path: contoso,
    body: (told) => ({
      invoiceNumber: told('firstInvoice'),
      amount: { currency: 'USD', amount: told('firstDue') },
      paidOn: '2021-01-15',
      reference: 'Transfer 2021-01-15/7',
    }),
    status: 201,
  },
  {
    operation: 'payments.record',
    title: 'The other one too',
    as: 'admin',
    path: contoso,
    body: (told) => ({
      invoiceNumber: told('secondInvoice'),
      amount: { currency: 'USD', amount: told('secondDue') },
      paidOn: '2021-01-15',
      reference: 'Transfer 2021-01-15/8',
    }),
    status: 201,
  },
  {
    operation: 'payments.record',
    title: 'A day that is yet to come',
    as: 'admin',
    path: contoso,
    body: (told) => ({
      invoiceNumber: told('firstInvoice'),
      amount: { currency: 'USD', amount: '1.00' },
      paidOn: '2031-01-15',
      reference: 'Transfer 2031-01-15/1',
    }),
    status: 400,
  },
  {
    operation: 'documentPayments.payments',
    title: 'What paid the invoice',
    as: 'auditor',
    path: (told) => ({ ...contoso(), number: told('firstInvoice') }),
    status: 200,
  },
  {
    operation: 'usage.report',
    title: 'Two and a half units were used',
    as: 'admin',
    path: contoso,
    body: (told) => ({
      days: [{ reservationId: told('reservation'), on: '2021-01-15', usedQuantity: '2.5' }],
    }),
    status: 200,
  },
  {
    operation: 'billingAccounts.account',
    title: 'The account, with all paid',
    as: 'auditor',
    path: contoso,
    status: 200,
  },
  {
    operation: 'billingAccounts.list',
    title: 'All accounts',
    as: 'auditor',
    status: 200,
  },
];
