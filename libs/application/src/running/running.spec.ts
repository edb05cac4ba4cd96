import { GetClock, ImportPrices, RunDays, SetClock } from '#application';
import { Calendar } from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { meanwhile } from '../../test/faulty.event-log';
import { recorded } from '../../test/tally.process';
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

const at = (text: string) => Calendar.instant(text);

async function worldWithOrder() {
  const world = await ledgerWorld();
  await opened(world);
  await bought(world);
  return world;
}

describe('the daily run', () => {
  test('does all that is due through a day, dated on its days, and nothing the second time', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-04-20T09:00:00Z');
    const run = new RunDays({ through: day('2021-04-20'), caller: admin });

    expect(done(await world.bus.execute(run))).toEqual({
      ...{ through: '2021-04-20', accounts: 1, instalmentsCharged: 3 },
      ...{ creditsExpired: 0, monthsClosed: 0 },
    });
    const written = world.log.appends.length;
    expect(done(await world.bus.execute(run))).toMatchObject({
      accounts: 0,
      instalmentsCharged: 0,
    });
    expect(world.log.appends).toHaveLength(written);
    const days = world.log.appends.slice(-3).map(({ events }) => events[0]?.metadata.effectiveOn);
    expect(days).toEqual(['2021-02-15', '2021-03-15', '2021-04-15']);
  });

  test('is done at once in a ledger that nothing was ever written to', async () => {
    const world = await ledgerWorld();
    await world.tables.fallBehind();
    expect(await world.dailyRun.today()).toMatchObject({ outcome: 'ran', accounts: 0 });
  });

  test.each([
    [
      'when it is asked for',
      ({ bus }: LedgerWorld) =>
        bus.execute(new RunDays({ through: day('2021-02-20'), caller: admin })),
    ],
    ['by itself', ({ dailyRun }: LedgerWorld) => dailyRun.today()],
  ])('stores business time before it writes anything, %s', async (_, run) => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    const stored: unknown[] = [];
    world.log.faults.push(meanwhile(() => Promise.resolve(stored.push(world.clock.storedAt))));
    await run(world);

    expect(stored).toEqual(['2021-02-20T09:00:00.000Z']);
  });

  test('leaves what is due after its day', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-04-20T09:00:00Z');
    const run = new RunDays({ through: day('2021-03-14'), caller: admin });
    expect(done(await world.bus.execute(run))).toMatchObject({ instalmentsCharged: 1 });
  });

  test('of a day in the future is refused', async () => {
    const { bus } = await worldWithOrder();
    const run = new RunDays({ through: day('2021-01-16'), caller: admin });
    expect(await bus.execute(run)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'DayInTheFuture', today: '2021-01-15' },
    });
  });

  test('answers when the tables have what it wrote', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    const run = new RunDays({ through: day('2021-02-20'), caller: admin });
    const outcome = await world.bus.execute(run);
    expect(outcome).toMatchObject({ position: world.tables.waitedFor.at(-1) });
    world.tables.isBehind = true;
    world.clock.turnTo('2021-03-20T09:00:00Z');
    expect(
      await world.bus.execute(new RunDays({ through: day('2021-03-20'), caller: admin })),
    ).toMatchObject({ outcome: 'unavailable' });
  });

  test('comes to the same whether it comes by day by day or once for many', async () => {
    const daily = await worldWithOrder();
    const late = await worldWithOrder();
    for (const on of ['2021-02-15', '2021-03-15', '2021-04-15']) {
      daily.clock.turnTo(`${on}T00:00:00Z`);
      await daily.bus.execute(new RunDays({ through: day(on), caller: admin }));
    }
    late.clock.turnTo('2021-04-15T00:00:00Z');
    await late.bus.execute(new RunDays({ through: day('2021-04-15'), caller: admin }));
    const invoices = async ({ tables }: typeof daily) => [
      ...(await tables.state(contoso)).invoices,
    ];

    expect(await invoices(late)).toEqual(await invoices(daily));
  });

  test('leaves an account that another run holds, and asks for it again', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    world.locks.held.add(billingAccountStream(contoso));
    const running = world.bus.execute(new RunDays({ through: day('2021-02-20'), caller: admin }));
    await new Promise((resolve) => setImmediate(resolve));
    expect((await world.tables.state(contoso)).invoices.size).toBe(1);
    world.locks.held.delete(billingAccountStream(contoso));

    expect(done(await running)).toMatchObject({ instalmentsCharged: 1 });
  });

  test('asked for twice at once does its work once', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-04-20T09:00:00Z');
    const run = () => world.bus.execute(new RunDays({ through: day('2021-04-20'), caller: admin }));
    const [first, second] = await Promise.all([run(), run()]);

    expect(done(first)).toMatchObject({ accounts: 1, instalmentsCharged: 3 });
    expect(done(second)).toMatchObject({ accounts: 0, instalmentsCharged: 0 });
  });

  test('names an account that the tables show as due when its stream has nothing due, and ends', async () => {
    const world = await worldWithOrder();
    world.clock.turnTo('2021-02-20T09:00:00Z');
    world.tables.shownAsDue = [contoso];
    const reads = () => world.log.reads.length;
    const before = reads();

    expect(await world.dailyRun.through(day('2021-02-20'))).toMatchObject({
      ...{ outcome: 'ran', accounts: 1, counts: { instalmentsCharged: 1 } },
      stuck: [contoso],
    });
    expect(reads() - before).toBeLessThan(10);
  });

  test('goes on past an account that is parked', async () => {
    const { shared } = await worldWithOrder();
    const world = await ledgerWorld('2021-02-20T09:00:00Z', shared);
    world.log.alter = (event) => ({ ...recorded(event), data: {} });
    const run = new RunDays({ through: day('2021-02-20'), caller: admin });
    expect(done(await world.bus.execute(run))).toMatchObject({ accounts: 0 });
    expect(world.log.appends).toEqual([]);
  });
});

describe('the test clock', () => {
  test('runs every day up to and including the one it is set to', async () => {
    const world = await worldWithOrder();
    const set = new SetClock({ to: at('2021-02-15T00:00:00Z'), caller: admin });

    expect(done(await world.bus.execute(set))).toEqual({ now: '2021-02-15T00:00:00.000Z' });
    expect((await world.tables.state(contoso)).invoices.size).toBe(2);
    expect(done(await world.queries.execute(new GetClock()))).toEqual({
      now: '2021-02-15T00:00:00.000Z',
    });
  });

  test('does not go backwards', async () => {
    const { bus } = await ledgerWorld();
    const set = new SetClock({ to: at('2021-01-15T09:59:59Z'), caller: admin });
    expect(await bus.execute(set)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'ClockBackwards', now: '2021-01-15T10:00:00.000Z' },
    });
  });

  test('is not there without being asked for', async () => {
    const world = await ledgerWorld();
    world.clock.isTestClock = false;
    const rejected = { outcome: 'rejected', rejection: { code: 'NoTestClock' } };
    const set = new SetClock({ to: at('2022-01-15T00:00:00Z'), caller: admin });

    expect(await world.bus.execute(set)).toEqual(rejected);
    expect(await world.queries.execute(new GetClock())).toEqual(rejected);
  });
});

test('an import of prices answers what the book took', async () => {
  const { bus } = await ledgerWorld();
  const command = new ImportPrices({ list: emptyList(), source: 'a file' });
  expect(done(await bus.execute(command))).toMatchObject({ importId: 'import-1', imported: 1 });
});

function emptyList() {
  return { prices: [], leftOut: [] };
}
