import { RunDays, SetClock } from '#application';
import { billingAccountId, Calendar } from '#ledger-core';
import { meanwhile } from '../../test/faulty.event-log';
import {
  admin,
  bought,
  contoso,
  day,
  done,
  type LedgerWorld,
  ledgerWorld,
  opened,
} from '../../test/ledger.world';

const MARCH = day('2021-03-20');
const nothingLeft = { parked: 0, stopped: 0, stuck: 0, waiting: 0 };
const runThroughMarch = new RunDays({ through: MARCH, caller: admin });

/** One account with an order, two months later. */
async function worldInMarch(): Promise<LedgerWorld> {
  const world = await ledgerWorld();
  await opened(world);
  await bought(world);
  world.clock.turnTo('2021-03-20T09:00:00Z');
  return world;
}

describe('a run tells', () => {
  test('of its beginning and of its end, under one id', async () => {
    const { bus, journal } = await worldInMarch();
    done(await bus.execute(runThroughMarch));
    const [begun, ended, ...more] = journal.notes;

    expect(begun).toMatchObject({
      ...{ state: 'running', through: '2021-03-20' },
      asker: { by: 'principal', principal: 'admin' },
      counts: { accountsDue: 1, accountsDone: 0, instalmentsCharged: 0, ...nothingLeft },
    });
    expect(ended).toMatchObject({
      ...{ id: begun?.id, state: 'done' },
      counts: { accountsDue: 1, accountsDone: 1, instalmentsCharged: 2, ...nothingLeft },
    });
    expect(more).toEqual([]);
  });

  test.each([
    ['the ledger itself', ({ dailyRun }: LedgerWorld) => dailyRun.today(), { by: 'daily' }],
    [
      'whoever sets the test clock',
      ({ bus }: LedgerWorld) =>
        bus.execute(new SetClock({ to: Calendar.instant('2021-03-21T00:00:00Z'), caller: admin })),
      { by: 'clock', principal: 'admin' },
    ],
  ])('that %s asked for it', async (_, run, asker) => {
    const world = await worldInMarch();
    await run(world);
    expect(world.journal.notes.map((note) => note.asker)).toEqual([asker, asker]);
  });

  test('why it failed', async () => {
    const { bus, log, tables, journal } = await worldInMarch();
    log.faults.push(meanwhile(() => tables.fallBehind()));
    await bus.execute(runThroughMarch);
    expect(journal.notes.at(-1)).toMatchObject({
      state: 'failed',
      why: 'The read models do not have what the run has written yet; send it again',
      counts: { instalmentsCharged: 2 },
    });
  });

  test('that it broke off', async () => {
    const { bus, log, tables, journal } = await worldInMarch();
    log.faults.push(meanwhile(() => tables.fallBehind()));
    tables.onWait = () => {
      throw new Error('out of memory');
    };
    await expect(bus.execute(runThroughMarch)).rejects.toThrow('out of memory');
    expect(journal.notes.at(-1)).toMatchObject({ state: 'failed', why: 'out of memory' });
  });

  test('that the process stops, and begins no further account', async () => {
    const { bus, dailyRun, journal, log } = await worldInMarch();
    const before = log.appends.length;
    dailyRun.stop();
    expect(await bus.execute(runThroughMarch)).toMatchObject({ outcome: 'unavailable' });
    expect(journal.notes.at(-1)).toMatchObject({ state: 'failed', why: 'The process stops' });
    expect(log.appends).toHaveLength(before);
  });
});

describe('the answer of a run', () => {
  test('says nothing of accounts left behind when there are none', async () => {
    const { bus } = await worldInMarch();
    expect(Object.keys(done(await bus.execute(runThroughMarch)))).toEqual([
      ...['through', 'accounts', 'instalmentsCharged', 'creditsExpired', 'monthsClosed'],
    ]);
  });

  test('names an account that only the tables show as due', async () => {
    const { bus, tables } = await worldInMarch();
    tables.shownAsDue = [contoso];
    const answer = done(await bus.execute(runThroughMarch));
    expect(answer).toMatchObject({
      ...{ accounts: 1, instalmentsCharged: 2, leftBehindCount: 1 },
      leftBehind: [{ billingAccountId: 'contoso' }],
    });
    expect(answer.leftBehind?.[0]?.why).toContain('ledger replay');
  });

  test('names the first hundred of those that are parked, and counts all', async () => {
    const { bus, tables } = await worldInMarch();
    tables.parked = Array.from({ length: 101 }, (_, n) => ({
      account: billingAccountId(`parked-${n}`),
      reason: 'no such type',
    }));
    const to = Calendar.instant('2021-03-20T10:00:00Z');
    const answer = done(await bus.execute(new SetClock({ to, caller: admin })));
    expect(answer).toMatchObject({ now: '2021-03-20T10:00:00.000Z', leftBehindCount: 101 });
    expect(answer.leftBehind).toHaveLength(100);
    expect(answer.leftBehind?.[0]).toEqual({
      billingAccountId: 'parked-0',
      why: 'Its stream cannot be read: no such type',
    });
  });
});
