import { type DataSource } from 'typeorm';
import { billingAccountId, Calendar, principalId, reservationOrderId } from '#ledger-core';
import {
  advanceBusinessTime,
  deleteSessionsExpiredBefore,
  putSession,
  type Session,
  sessionById,
  storedBusinessTime,
} from '#read-models';
import { migratedDatabase } from '../../../../test/support/recorded-story';

const ALICE = principalId('alice@contoso.example');
const { instant } = Calendar;

describe('what is kept beside the log', () => {
  let dataSource: DataSource;

  beforeAll(async () => {
    ({ dataSource } = await migratedDatabase());
  });
  afterAll(() => dataSource.destroy());

  it('gives a session back as it was put, until those that expired are forgotten', async () => {
    const session: Session = {
      id: '11111111-1111-4111-8111-111111111111',
      kind: 'Refund',
      billingAccountId: billingAccountId('contoso'),
      orderId: reservationOrderId('22222222-2222-4222-8222-222222222222'),
      principal: ALICE,
      request: { quantity: 1, list: ['a', null, { deep: true }] },
      result: { refund: { currency: 'USD', amount: '1.80' } },
      createdAt: instant('2021-01-15T08:00:00.123Z'),
      expiresAt: instant('2021-01-15T08:15:00.123Z'),
    };
    await putSession(dataSource, session);
    expect(await sessionById(dataSource, session.id)).toEqual(session);
    const quote = {
      ...session,
      id: '33333333-3333-4333-8333-333333333333',
      kind: 'Quote' as const,
    };
    await putSession(dataSource, { ...quote, expiresAt: instant('2021-01-16T00:00:00Z') });
    expect(await deleteSessionsExpiredBefore(dataSource, session.expiresAt, 9)).toBe(0);
    const later = instant('2021-01-15T09:00:00Z');
    expect(await deleteSessionsExpiredBefore(dataSource, later, 0)).toBe(0);
    expect(await deleteSessionsExpiredBefore(dataSource, later, 9)).toBe(1);
    expect(await sessionById(dataSource, session.id)).toBe(undefined);
    expect(await sessionById(dataSource, quote.id)).toMatchObject({ kind: 'Quote' });
  });

  it('keeps the session of an exchange that was carried out: its operation is answered with its lines', async () => {
    const [used, unused] = ['a', 'b'].map((digit) => ({
      id: `${digit.repeat(8)}-0000-4000-8000-000000000001`,
      kind: 'Exchange' as const,
      billingAccountId: billingAccountId('contoso'),
      principal: ALICE,
      request: {},
      result: {},
      createdAt: instant('2021-01-15T08:00:00Z'),
      expiresAt: instant('2021-01-15T08:15:00Z'),
    }));
    if (used === undefined || unused === undefined) throw new Error('Two were made');
    for (const session of [used, unused]) await putSession(dataSource, session);
    await dataSource.query(
      `insert into operation (id, operation_id, kind, principal_id, on_day, recorded_at, position, stream, stream_revision, answer)
       values (gen_random_uuid(), $1, 'ExchangeReservations', $2, '2021-01-15', '2021-01-15T08:01:00Z', 7, 'billingAccount-contoso', 3, '{}')`,
      [used.id, ALICE],
    );
    await deleteSessionsExpiredBefore(dataSource, instant('2021-02-15T09:00:00Z'), 9);
    expect(await sessionById(dataSource, used.id)).toMatchObject({ kind: 'Exchange' });
    expect(await sessionById(dataSource, unused.id)).toBe(undefined);
  });

  it('never lets the business time go back', async () => {
    expect(await storedBusinessTime(dataSource)).toBe(undefined);
    const later = instant('2021-03-01T00:00:00Z');
    expect(await advanceBusinessTime(dataSource, later)).toBe(later);
    expect(await advanceBusinessTime(dataSource, instant('2021-02-01T00:00:00Z'))).toBe(later);
    expect(await storedBusinessTime(dataSource)).toBe(later);
  });
});
