import { eventOf, projected } from '../../test/projected';
import { refundCapUses } from './refund-cap-use.read-model';

const returned = eventOf('ReservationReturned');

test('a refund that counts is a row with the days on which it does', () => {
  expect(projected(refundCapUses, returned)).toMatchObject([
    {
      change: 'upsert',
      row: {
        billing_account_id: 'contoso',
        refunded_on: '2021-03-20',
        replenished_on: '2022-03-20',
        usd: '3300.00',
        measure: 'cancelledCommitment',
        amount: '3300.00',
        currency: 'USD',
        exchange_rate: null,
        terms_version: 'self-service-2021-04',
      },
    },
  ]);
});

test('a return inside an exchange counts nothing (R-CAP-4)', () => {
  if (returned.type !== 'ReservationReturned') throw new Error('Another event');
  const cap = { counts: false, why: 'Exchange' } as const;
  expect(projected(refundCapUses, { ...returned, data: { ...returned.data, cap } })).toEqual([]);
});
