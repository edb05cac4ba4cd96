import { eventOf, projected } from '../../test/projected';
import { sample } from '../../test/sample-events';
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

test('what a card paid is a movement on its invoice, and no payment that was reported', () => {
  const charged = sample('CardCharged');
  expect(projected(paymentMovements, charged)).toMatchObject([
    {
      row: {
        n: 0,
        payment_id: '97b2964b-e6bf-4fae-8de7-734e34d7ecea',
        document_number: 'fabrikam-000001',
        on_day: '2021-05-03',
        amount: '121.68',
        currency: 'EUR',
        kind: 'Card',
        reference: null,
      },
    },
  ]);
  expect(projected(payments, charged)).toEqual([]);
});

test('credit that a credit note leaves over names the note', () => {
  const granted = sample('RetainedCreditGranted.overage-credit');
  expect(projected(retainedCreditMovements, granted)).toMatchObject([
    {
      row: {
        amount: '106.07',
        reason: 'OverageCredit',
        document_number: 'adatum-000003',
        transfer_id: null,
        other_account: null,
        usable_for: { charges: 'NextOverageInvoice' },
      },
    },
  ]);
});

test('credit carried to another account leaves this one credit by credit, and both name the transfer', () => {
  const transfer = {
    on_day: '2021-09-01',
    reason: 'ProgramTransfer',
    document_number: null,
    transfer_id: '104ca33e-4e8e-43c5-80fd-36e1a54fd003',
  };
  const left = { ...transfer, other_account: 'northwind-csp', usable_for: null };
  const transferred = sample('RetainedCreditTransferred');
  expect(projected(retainedCreditMovements, transferred)).toMatchObject([
    { row: { ...left, credit_id: '17bae9e0-7326-4ec5-bfbf-1fd1ca83eecf', amount: '-120.00' } },
    { row: { ...left, credit_id: '402fa0ca-9920-43ac-973c-8f5025597f33', amount: '-35.50' } },
  ]);
  const arrived = sample('RetainedCreditGranted.program-transfer');
  expect(projected(retainedCreditMovements, arrived)).toMatchObject([
    { row: { ...transfer, other_account: 'northwind', amount: '155.50' } },
  ]);
});
