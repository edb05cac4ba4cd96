import { TestBusinessClock } from '#application';
import { billingAccountId, Calendar, principalId } from '#ledger-core';
import { createLogger, SystemMachineClock } from '#platform';
import { migrate, openReadModels, putSession, sessionById } from '#read-models';
import { freshDatabase } from '../../../test/support/fresh-database';
import { runDaily } from './daily-runs';

const TODAY = '2021-03-10T12:00:00.000Z';
const OLD = '11111111-1111-4111-8111-111111111111';
const KEPT = '22222222-2222-4222-8222-222222222222';
const LOOKS_MAX = 100;
const LOOK_MS = 20;

describe('the daily run', () => {
  it('forgets what expired so long ago that nobody can ask after it, and keeps the rest', async () => {
    const tables = await openReadModels(await freshDatabase());
    await migrate(tables);
    for (const [id, day] of [
      [OLD, '2021-03-02'],
      [KEPT, '2021-03-03'],
    ] as const)
      await putSession(tables, {
        id,
        kind: 'Refund',
        billingAccountId: billingAccountId('contoso'),
        principal: principalId('alice@contoso.example'),
        request: {},
        result: {},
        createdAt: Calendar.startOf(Calendar.day(day)),
        expiresAt: Calendar.startOf(Calendar.day(day)),
      });
    const stop = new AbortController();
    const through = Calendar.dayOf(Calendar.instant(TODAY));
    const counts = { instalmentsCharged: 0, creditsExpired: 0, monthsClosed: 0 };
    const none = { parked: [], stopped: [], stuck: [], waiting: [] };
    const done = { accounts: 0, counts, ...none, position: 0n };
    const runs = runDaily(
      {
        run: { today: () => Promise.resolve({ outcome: 'ran', through, ...done }) },
        tables,
        business: await TestBusinessClock.open(tables, Calendar.instant(TODAY)),
        machine: new SystemMachineClock(),
        logger: createLogger('daily-runs', 'fatal'),
      },
      stop.signal,
    );
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      if ((await sessionById(tables, OLD)) === undefined) break;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    stop.abort();
    await runs;
    expect(await sessionById(tables, OLD)).toBe(undefined);
    expect(await sessionById(tables, KEPT)).toMatchObject({ id: KEPT });
    await tables.destroy();
  });
});
