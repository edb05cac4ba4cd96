import { eventOf, projected } from '../../test/projected';
import { retainedCreditMovements } from '../retained-credit/retained-credit-movement.read-model';
import { paymentMovements } from './payment-movement.read-model';
import { payments } from './payment.read-model';

const movement = { change: 'upsert', row: { billing_account_id: 'contoso', stream_revision: '7' } };

test('a payment is a row, and a movement on each invoice it was set against', () => {
  const paid = eventOf('PaymentRecorded');
  expect(projected(payments, paid)).toMatchObject([
    {
      row: { amount: '300.00', overpaid: '0.00', paid_on: '2021-02-10', invoice: 'contoso-000001' },
    },
  ]);
  expect(projected(paymentMovements, paid)).toMatchObject([
    {
      ...movement,
      row: { n: 0, document_number: 'contoso-000001', amount: '300.00', kind: 'Received' },
    },
  ]);
});

test('a payment of a voided invoice leaves it in what moves and what is released', () => {
  expect(projected(paymentMovements, eventOf('InvoiceVoided', 2))).toMatchObject([
    { row: { n: 0, document_number: 'contoso-000006', amount: '-16.67', kind: 'Moved' } },
    { row: { n: 1, document_number: 'contoso-000006', amount: '-83.33', kind: 'Released' } },
    { row: { n: 2, document_number: 'contoso-000007', amount: '16.67', kind: 'Moved' } },
  ]);
});

test('a voided invoice that nobody paid moves nothing', () => {
  expect(projected(paymentMovements, eventOf('InvoiceVoided'))).toEqual([]);
});

test('retained credit is granted with a plus, and used with a minus as a payment of an invoice', () => {
  expect(projected(retainedCreditMovements, eventOf('RetainedCreditGranted'))).toMatchObject([
    { ...movement, row: { on_day: '2021-04-20', amount: '83.33', reason: 'Refund' } },
  ]);
  const used = eventOf('RetainedCreditUsed');
  expect(projected(retainedCreditMovements, used)).toMatchObject([
    {
      row: {
        amount: '-50.00',
        reason: 'Used',
        document_number: 'contoso-000008',
        usable_for: null,
      },
    },
  ]);
  expect(projected(paymentMovements, used)).toMatchObject([
    { row: { n: 0, document_number: 'contoso-000008', amount: '50.00', kind: 'RetainedCredit' } },
  ]);
});
