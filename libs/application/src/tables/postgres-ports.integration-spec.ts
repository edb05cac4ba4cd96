import { type DataSource } from 'typeorm';
import {
  billingAccountId,
  Calendar,
  principalId,
  reservationId,
  reservationOrderId,
  subscriptionId,
} from '#ledger-core';
import { MachineClock } from '#platform';
import { migrate, openReadModels, type Session } from '#read-models';
import { freshDatabase } from '../../../../test/support/fresh-database';
import { MachineBusinessClock, TestBusinessClock } from './business-clocks';
import { PostgresAccountLookup } from './postgres-account-lookup';
import { PostgresDueAccounts } from './postgres-due-accounts';
import { PostgresSessionStore } from './postgres-session-store';
import { PostgresWorkLocks } from './postgres-work-locks';

let one: DataSource;
let other: DataSource;

beforeEach(async () => {
  const url = await freshDatabase();
  one = await openReadModels(url);
  other = await openReadModels(url);
  await migrate(one);
});

afterEach(async () => {
  await Promise.all([one.destroy(), other.destroy()]);
});

const at = (text: string) => Calendar.instant(text);
const ALL = { most: 100, without: [] };

class SetMachine extends MachineClock {
  constructor(public time: string) {
    super();
  }

  override now(): Date {
    return new Date(this.time);
  }
}

const order = reservationOrderId('22222222-2222-4222-8222-222222222222');
const contoso = billingAccountId('contoso');

test('a session comes back as it was put', async () => {
  const session: Session = {
    id: order,
    kind: 'Quote',
    billingAccountId: contoso,
    orderId: order,
    principal: principalId('alice'),
    request: { quantity: 2 },
    result: { listPrice: { listed: '1200.006' } },
    createdAt: at('2021-01-15T10:00:00Z'),
    expiresAt: at('2021-01-15T10:15:00Z'),
  };
  await new PostgresSessionStore(one).put(session);

  expect(await new PostgresSessionStore(other).byId(order)).toEqual(session);
});

test('what is not projected is in no account and not due', async () => {
  const clock = await TestBusinessClock.open(one, at('2021-01-15T10:00:00Z'));
  const lookup = new PostgresAccountLookup(one, clock);
  const subscription = subscriptionId('11111111-1111-4111-8111-111111111111');
  expect(await lookup.ofSubscription(subscription)).toBeUndefined();
  expect(await lookup.ofOrders([order])).toEqual(new Map());
  expect(await lookup.ofSubscriptions([subscription])).toEqual(new Map());
  expect(await lookup.ofReservations([reservationId(order)])).toEqual(new Map());
  const due = new PostgresDueAccounts(one);
  expect(await due.through(Calendar.day('2030-01-01'), ALL)).toEqual([]);
  expect(await due.count(Calendar.day('2030-01-01'))).toBe(0);
});

test('accounts with something due through a day are listed', async () => {
  await one.query(
    "insert into due_item (billing_account_id, kind, ref, due_on) values ('contoso', 'Instalment', 'r', '2021-02-15')",
  );
  const due = new PostgresDueAccounts(other);
  const on = Calendar.day('2021-02-15');
  expect(await due.through(Calendar.day('2021-02-14'), ALL)).toEqual([]);
  expect(await due.through(on, ALL)).toEqual([contoso]);
  expect(await due.count(on)).toBe(1);
  expect(await due.through(on, { most: 10, without: [contoso] })).toEqual([]);
  expect(await due.through(on, { most: 0, without: [] })).toEqual([]);
});

test('an account whose tables are parked is not due: they would show the same however often it is caught up', async () => {
  await one.query(
    `insert into due_item (billing_account_id, kind, ref, due_on) values
       ('contoso', 'Instalment', 'r', '2021-02-15'), ('fabrikam', 'Instalment', 'r', '2021-02-16')`,
  );
  await one.query(
    `insert into parked_account (stream, billing_account_id, revision, event_id, reason) values
       ('billingAccount-contoso', 'contoso', 3, '22222222-2222-4222-8222-222222222222', 'why'),
       ('subscription-1', null, 0, '33333333-3333-4333-8333-333333333333', 'why')`,
  );
  const due = new PostgresDueAccounts(other);
  const on = Calendar.day('2021-02-16');
  expect(await due.through(on, ALL)).toEqual([billingAccountId('fabrikam')]);
  expect(await due.count(on)).toBe(1);
  expect(await due.parked(on)).toEqual([{ account: contoso, reason: 'why' }]);
  expect(await due.parked(Calendar.day('2021-02-14'))).toEqual([]);
});

describe('a lock', () => {
  test('is held by one process at a time, and others are told so at once', async () => {
    const [mine, theirs] = [new PostgresWorkLocks(one), new PostgresWorkLocks(other)];
    const seen = await mine.whileHeld('contoso', () =>
      Promise.all([
        theirs.whileHeld('contoso', () => Promise.resolve('worked')),
        theirs.whileHeld('fabrikam', () => Promise.resolve('worked')),
      ]),
    );

    expect(seen).toEqual(['held', 'worked']);
    expect(await theirs.whileHeld('contoso', () => Promise.resolve('worked'))).toBe('worked');
  });

  test('is let go when its work fails', async () => {
    const locks = new PostgresWorkLocks(one);
    const failing = locks.whileHeld('contoso', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await locks.whileHeld('contoso', () => Promise.resolve('worked'))).toBe('worked');
  });
});

describe('business time', () => {
  test('is the machine’s, and stands still when the machine is set back', async () => {
    const machine = new SetMachine('2021-01-15T10:00:00Z');
    const clock = await MachineBusinessClock.open(one, machine);
    machine.time = '2021-01-15T11:00:00Z';
    expect(await clock.now()).toBe('2021-01-15T11:00:00.000Z');
    machine.time = '2021-01-15T09:00:00Z';
    expect(await clock.now()).toBe('2021-01-15T11:00:00.000Z');
  });

  test('that was stored is behind no process that starts later', async () => {
    const ahead = await MachineBusinessClock.open(one, new SetMachine('2021-01-16T00:00:05Z'));
    await ahead.stored();
    const behind = await MachineBusinessClock.open(other, new SetMachine('2021-01-15T23:59:55Z'));

    expect(await behind.now()).toBe('2021-01-16T00:00:05.000Z');
  });

  test('of a test clock stands still, is the same in all processes and only moves forward', async () => {
    const clock = await TestBusinessClock.open(one, at('2021-01-15T00:00:00Z'));
    const elsewhere = await TestBusinessClock.open(other, at('2021-01-01T00:00:00Z'));

    expect(elsewhere.startedAt).toBe('2021-01-15T00:00:00.000Z');
    expect(await elsewhere.set(at('2021-02-01T00:00:00Z'))).toMatchObject({ outcome: 'set' });
    expect(await clock.now()).toBe('2021-02-01T00:00:00.000Z');
    expect(await clock.set(at('2021-01-31T00:00:00Z'))).toEqual({
      outcome: 'backwards',
      now: '2021-02-01T00:00:00.000Z',
    });
    expect(await clock.set(at('2021-02-01T00:00:00Z'))).toMatchObject({ outcome: 'set' });
    expect(await clock.stored()).toBe('2021-02-01T00:00:00.000Z');
  });
});
