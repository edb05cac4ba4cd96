import { Calendar, reservationId, reservationOrderId } from '#ledger-core';
import { eventOf, firstIds, projected } from '../../test/projected';
import { sample } from '../../test/sample-events';
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

describe('what is handed on', () => {
  const handed = (from: string, to: string) => [
    { change: 'copy', from: key('Instalment', from), to: key('Instalment', to) },
    { change: 'copy', from: key('Expiry', from), to: key('Expiry', to) },
  ];
  const gone = (from: string) => [
    { change: 'delete', key: key('Instalment', from) },
    { change: 'delete', key: key('Expiry', from) },
  ];
  const split = 'e93f53fa-cc47-4aac-abd5-c05aef6f0803';
  const [day, night] = [
    'f8071f34-8b00-4931-a3af-1c883ebf449b',
    'c40d962c-1f40-4978-9c6a-3102d5878343',
  ];

  it('goes to every part of what was split', () => {
    expect(projected(dueItems, sample('ReservationSplit'))).toMatchObject([
      ...handed(split, day),
      ...handed(split, night),
      ...gone(split),
    ]);
  });

  it('goes to what was merged from one of its sources, and no source has any left', () => {
    const merged = 'a3b88f17-2416-4b38-8633-ea06a3866b15';
    expect(projected(dueItems, sample('ReservationsMerged'))).toMatchObject([
      ...handed(day, merged),
      ...gone(day),
      ...gone(night),
    ]);
  });
});

test('a month with overage falls due on the first day of the next, until it is closed', () => {
  const month = key('OverageMonth', '2021-03');
  expect(projected(dueItems, sample('ChargeMade.overage'))).toMatchObject([
    { change: 'upsert', row: { ...month, due_on: '2021-04-01' } },
    { change: 'delete' },
  ]);
  expect(projected(dueItems, sample('OverageMonthClosed'))).toEqual([
    { change: 'delete', key: month },
  ]);
  const december = { paidBy: { method: 'overage', month: '2021-12' } };
  expect(projected(dueItems, sample('ChargeMade.overage', december))).toMatchObject([
    { row: { ref: '2021-12', due_on: '2022-01-01' } },
    { change: 'delete' },
  ]);
});

test('a refund credit falls due on the day it expires, unless it is used up or swept before', () => {
  const credit = 'c7b77d1e-12b0-46be-a933-ba6409a7f7af';
  expect(projected(dueItems, sample('PrepaymentCreditGranted'))).toEqual([
    { change: 'upsert', row: { ...key('CreditExpiry', credit), due_on: '2021-08-30' } },
  ]);
  // The credit has nothing left, the term 6,739.73.
  expect(projected(dueItems, sample('PrepaymentDrawn'))).toEqual([
    { change: 'delete', key: key('CreditExpiry', credit) },
  ]);
  const inPart = {
    from: { kind: 'credit', creditId: credit },
    amount: { currency: 'USD', amount: '939.72' },
    remainingAfter: { currency: 'USD', amount: '0.01' },
  };
  expect(projected(dueItems, sample('PrepaymentDrawn', { taken: [inPart] }))).toEqual([]);
  const spentTerm = {
    from: { kind: 'term', termId: 'enrolment-2021' },
    amount: { currency: 'USD', amount: '1200.00' },
    remainingAfter: { currency: 'USD', amount: '0.00' },
  };
  expect(projected(dueItems, sample('PrepaymentDrawn', { taken: [spentTerm] }))).toEqual([]);
  expect(projected(dueItems, sample('PrepaymentCreditExpired'))).toEqual([
    { change: 'delete', key: key('CreditExpiry', '26ba1261-d96b-462c-8b6e-b2bf8259f84a') },
  ]);
});

test('a transfer that is agreed for a later day falls due on it', () => {
  const transfer = key('ProgramTransfer', 'northwind-csp');
  expect(projected(dueItems, sample('ProgramTransferAgreed'))).toEqual([
    { change: 'upsert', row: { ...transfer, due_on: '2021-09-01' } },
  ]);
  expect(projected(dueItems, sample('ProgramTransferred'))).toEqual([
    { change: 'delete', key: transfer },
  ]);
});
