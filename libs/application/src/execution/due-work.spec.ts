import { Calendar } from '#ledger-core';
import { InMemoryEventStore } from '#event-log';
import { add, promise, type TallyEvent, tallyKind, tallyStream } from '../../test/tally.stream';
import { processOn, storedEvents } from '../../test/tally.process';
import { type Decided } from './stream-kind';

const through = Calendar.day('2021-07-31');
const missing = { code: 'NoTestClock' } as const;

/** A process in which due work of July lacks something that has to be looked up, until it is there. */
function processLacking(store = new InMemoryEventStore()) {
  const lacks = { something: true };
  const decideDueDay: typeof tallyKind.decideDueDay = (state, moment) =>
    lacks.something && moment.on >= '2021-07-01'
      ? Promise.resolve<Decided<TallyEvent>>({ outcome: 'rejected', rejection: missing })
      : tallyKind.decideDueDay(state, moment);
  return { ...processOn(store, { kind: { decideDueDay } }), lacks };
}

describe('due work that lacks something it has to look up', () => {
  test('refuses the command before it is decided, and the preview, and writes nothing', async () => {
    const { executor, preview, clock, log } = processLacking();
    await executor.execute(promise('p', '2021-07-01'));
    clock.turnTo('2021-07-02T00:00:00Z');
    const refused = { outcome: 'rejected', rejection: missing };

    expect(await executor.execute(add('a', 1))).toEqual(refused);
    expect(await preview(add('a', 1))).toEqual(refused);
    expect(await storedEvents(log)).toHaveLength(2);
  });

  test('stops the daily run at that day, after all that was due before it', async () => {
    const { executor, log } = processLacking();
    await executor.execute(promise('p', '2021-07-01'));
    await executor.execute(promise('q', '2021-06-20', 2));
    const stopped = await executor.catchUp(tallyStream, through);

    expect(stopped).toMatchObject({
      outcome: 'stopped',
      rejection: missing,
      answers: [{ kept: 1 }, { kept: 1 }],
      position: (await storedEvents(log)).at(-1)?.position,
    });
  });

  test('is done as soon as it is there, and the operation notes what was looked up', async () => {
    const { executor, clock, log, lacks } = processLacking();
    await executor.execute(promise('p', '2021-07-01'));
    clock.turnTo('2021-07-02T00:00:00Z');
    await executor.execute(add('a', 1));
    lacks.something = false;

    expect(await executor.execute(add('a', 1))).toMatchObject({ answer: { kept: 1, total: 1 } });
    expect((await storedEvents(log))[2]).toMatchObject({
      data: { kind: 'RunDueDay', inputs: { kept: '2021-07-01' } },
    });
  });

  test('refuses nothing that another process has done meanwhile', async () => {
    const store = new InMemoryEventStore();
    const lacking = processLacking(store);
    await lacking.executor.execute(promise('p', '2021-07-01'));
    const other = processOn(store, { at: '2021-07-02T00:00:00Z' });
    await other.executor.execute(add('a', 1));
    lacking.clock.turnTo('2021-07-02T00:00:00Z');

    expect(await lacking.executor.execute(add('b', 1))).toMatchObject({ answer: { total: 2 } });
  });
});

describe('a preview of an account with much due work', () => {
  async function promised(parts: number, previewedAppendsMax: number) {
    const process = processOn(new InMemoryEventStore(), { bounds: { previewedAppendsMax } });
    await process.executor.execute(promise('p', '2021-07-01', parts));
    process.clock.turnTo('2021-07-02T00:00:00Z');
    return process;
  }

  test('lets others have their turn between the parts of it', async () => {
    const { preview } = await promised(5, 100);
    let turns = 0;
    let isOver = false;
    const turn = (): void => {
      turns += 1;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    const looked = await preview(add('a', 1));
    isOver = true;
    expect(looked).toMatchObject({
      outcome: 'previewed',
      result: { decided: { outcome: 'accepted' } },
    });
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  test.each([
    [3, 'previewed'],
    [4, 'unavailable'],
  ])('of %i parts where three are the most is %s', async (parts, outcome) => {
    const { preview, log } = await promised(parts, 3);
    expect(await preview(add('a', 1))).toMatchObject({ outcome });
    expect(await storedEvents(log)).toHaveLength(2);
  });

  test('is not refused when the work is done by a command', async () => {
    const { preview, executor } = await promised(4, 3);
    await executor.execute(add('b', 1));
    expect(await preview(add('a', 1))).toMatchObject({ outcome: 'previewed' });
  });
});
