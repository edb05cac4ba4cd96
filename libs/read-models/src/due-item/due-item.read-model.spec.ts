import { Calendar, reservationId, reservationOrderId } from '#ledger-core';
import { eventOf, firstIds, projected } from '../../test/projected';
import { guidOf } from '../../../../test/support/account-story';
import { dueItems } from './due-item.read-model';

const { reservation: first, sibling } = firstIds();
const key = (kind: string, ref: string) => ({ billing_account_id: 'contoso', kind, ref });

test('a purchase will expire', () => {
  expect(projected(dueItems, eventOf('ReservationPurchased'))).toEqual([
    { change: 'upsert', row: { ...key('Expiry', first), due_on: '2024-01-15' } },
  ]);
});

test('a charge is followed by the next instalment, and the last by none', () => {
  expect(projected(dueItems, eventOf('ChargeMade'))).toEqual([
    { change: 'upsert', row: { ...key('Instalment', first), due_on: '2021-02-15' } },
  ]);
  expect(projected(dueItems, eventOf('ChargeMade', 4))).toMatchObject([{ change: 'delete' }]);
});

test('a return in part hands what was coming to the sibling, and then nothing is coming', () => {
  expect(projected(dueItems, eventOf('ReservationReturned'))).toEqual([
    {
      change: 'copy',
      from: key('Instalment', first),
      to: key('Instalment', sibling),
      columns: {},
      whenMissing: 'skip',
    },
    {
      change: 'copy',
      from: key('Expiry', first),
      to: key('Expiry', sibling),
      columns: {},
      whenMissing: 'fail',
    },
    { change: 'delete', key: key('Instalment', first) },
    { change: 'delete', key: key('Expiry', first) },
  ]);
});

test('what is returned whole or has expired has nothing coming', () => {
  const gone = [{ change: 'delete' }, { change: 'delete' }];
  expect(projected(dueItems, eventOf('ReservationReturned', 2))).toMatchObject(gone);
  const expired = {
    type: 'ReservationExpired',
    data: {
      orderId: reservationOrderId(guidOf('order')),
      reservationId: reservationId(first),
      quantity: 1,
      expiredOn: Calendar.day('2024-01-15'),
    },
  } as const;
  expect(projected(dueItems, expired)).toEqual([
    { change: 'delete', key: key('Instalment', first) },
    { change: 'delete', key: key('Expiry', first) },
  ]);
});
