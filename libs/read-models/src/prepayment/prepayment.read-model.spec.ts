import { projected } from '../../test/projected';
import { sample } from '../../test/sample-events';
import { prepaymentCredits } from './prepayment-credit.read-model';
import { prepaymentMovements } from './prepayment-movement.read-model';
import { prepaymentTerms } from './prepayment-term.read-model';

const CREDIT = 'c7b77d1e-12b0-46be-a933-ba6409a7f7af';
const at = { billing_account_id: 'contoso', stream_revision: '7', currency: 'USD' };

test('a term of an enrolment is a row of its days, and the first movement of its balance', () => {
  const added = sample('PrepaymentTermAdded');
  expect(projected(prepaymentTerms, added)).toEqual([
    {
      change: 'upsert',
      row: {
        billing_account_id: 'contoso',
        term_id: 'enrolment-2021',
        from_day: '2021-01-01',
        to_day: '2022-01-01',
        amount: '10000.00',
        currency: 'USD',
        added_on: '2021-01-01',
      },
    },
  ]);
  expect(projected(prepaymentMovements, added)).toEqual([
    {
      change: 'upsert',
      row: {
        ...at,
        n: 0,
        credit_id: null,
        term_id: 'enrolment-2021',
        on_day: '2021-01-01',
        amount: '10000.00',
        kind: 'Added',
        charge_id: null,
      },
    },
  ]);
});

test('a refund credit is a row with its fee and its days, and is granted net', () => {
  const granted = sample('PrepaymentCreditGranted', { fee: { currency: 'USD', amount: '128.15' } });
  expect(projected(prepaymentCredits, granted)).toEqual([
    {
      change: 'upsert',
      row: {
        credit_id: CREDIT,
        billing_account_id: 'contoso',
        order_id: '1fc67c69-6c91-412b-8ec2-770576228d7e',
        reservation_id: 'bbaf8e4d-0394-4007-aa11-99aeddfa1e9b',
        charge_id: 'c76262aa-8f8b-4588-abe7-bbf7bfa5aab5',
        term_id: 'enrolment-2021',
        amount: '939.73',
        fee: '128.15',
        currency: 'USD',
        granted_on: '2021-06-01',
        expires_on: '2021-08-30',
        stream_revision: '7',
      },
    },
  ]);
  expect(projected(prepaymentMovements, granted)).toMatchObject([
    { row: { credit_id: CREDIT, term_id: null, amount: '939.73', kind: 'Granted' } },
  ]);
});

test('a charge draws on several credits and the term in one event, each with a minus and in its place', () => {
  const drawn = {
    on_day: '2021-07-01',
    kind: 'Drawn',
    charge_id: 'b049b099-e8c5-4fd2-911b-5c1e0d29ea12',
  };
  expect(projected(prepaymentMovements, sample('PrepaymentDrawn'))).toEqual([
    {
      change: 'upsert',
      row: { ...at, ...drawn, n: 0, credit_id: CREDIT, term_id: null, amount: '-939.73' },
    },
    {
      change: 'upsert',
      row: { ...at, ...drawn, n: 1, credit_id: null, term_id: 'enrolment-2021', amount: '-260.27' },
    },
  ]);
});

test('what expires of a credit leaves it', () => {
  expect(projected(prepaymentMovements, sample('PrepaymentCreditExpired'))).toMatchObject([
    {
      row: {
        credit_id: '26ba1261-d96b-462c-8b6e-b2bf8259f84a',
        on_day: '2021-12-14',
        amount: '-412.60',
        kind: 'Expired',
        charge_id: null,
      },
    },
  ]);
});
