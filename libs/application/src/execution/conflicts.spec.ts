import { billingAccountStream, InMemoryEventStore } from '#event-log';
import { add, order, raiseLimit, type Tally, type TallyOrder } from '../../test/tally.stream';
import { meanwhile } from '../../test/faulty.event-log';
import { processOn, storedEvents } from '../../test/tally.process';
import { EXECUTION_BOUNDS } from './execution-bounds';

const BUSY = { outcome: 'busy', retryAfterSeconds: EXECUTION_BOUNDS.busyRetryAfterSeconds };

/** Two processes on one store, both with the state of the stream in their caches. */
async function twoProcesses() {
  const store = new InMemoryEventStore();
  const one = processOn(store);
  const other = processOn(store);
  await one.executor.execute(add('first', 1));
  await other.preview(add('look', 1));
  one.log.reads.length = 0;
  other.log.reads.length = 0;
  return { one, other };
}

describe('when others wrote first', () => {
  test('only the missing events are read, and the command is decided again on them', async () => {
    const { one, other } = await twoProcesses();
    await one.executor.execute(add('theirs', 2));

    expect(await other.executor.execute(add('mine', 3))).toMatchObject({
      outcome: 'done',
      answer: { total: 6 },
    });
    expect(other.log.reads.map(({ after }) => after)).toEqual([1n]);
    expect(other.log.appends.map(({ expected }) => expected)).toEqual([1n, 3n]);
  });

  test('a command is decided again eight times', async () => {
    const { one, other } = await twoProcesses();
    await one.executor.execute(raiseLimit('limit', 1_000));
    for (let n = 1; n <= 8; n += 1)
      other.log.faults.push(meanwhile(() => one.executor.execute(add(`theirs ${n}`, 1))));

    expect(await other.executor.execute(add('mine', 1))).toMatchObject({ outcome: 'done' });
    expect(other.log.appends).toHaveLength(9);
  });

  test('and then says busy, having written nothing', async () => {
    const { one, other } = await twoProcesses();
    await one.executor.execute(raiseLimit('limit', 1_000));
    await other.preview(add('look', 1));
    for (let n = 1; n <= 20; n += 1)
      other.log.faults.push(meanwhile(() => one.executor.execute(add(`theirs ${n}`, 1))));

    expect(await other.executor.execute(add('mine', 1))).toEqual(BUSY);
    expect(other.log.appends).toHaveLength(9);
    const written = (await storedEvents(one.log)).map(({ data }) => data);
    expect(written).not.toContainEqual(expect.objectContaining({ operationId: 'mine' }));
    other.log.faults.length = 0;
    expect(await other.executor.execute(add('mine', 1))).toMatchObject({ replayed: false });
  });

  test('it waits before it decides again, each time up to twice as long, by chance', async () => {
    const { one, other } = await twoProcesses();
    await one.executor.execute(raiseLimit('limit', 1_000));
    await other.preview(add('look', 1));
    for (let n = 1; n <= 20; n += 1)
      other.log.faults.push(meanwhile(() => one.executor.execute(add(`theirs ${n}`, 1))));
    await other.executor.execute(add('mine', 1));

    expect(other.pauses).toEqual([5, 10, 20, 40, 80, 160, 250, 250]);
  });
});

describe('a refusal is answered only after the stream was read to its head', () => {
  test('and is none when what others wrote makes the command lawful', async () => {
    const { one, other } = await twoProcesses();
    await one.executor.execute(raiseLimit('limit', 100));

    expect(await other.executor.execute(add('mine', 50))).toMatchObject({
      outcome: 'done',
      answer: { total: 51 },
    });
  });

  test('and names what it came to there', async () => {
    const { one, other } = await twoProcesses();
    one.clock.turnTo('2021-06-16T00:00:00Z');
    await one.executor.execute(add('theirs', 1));

    expect(await other.executor.execute(add('mine', 50))).toEqual({
      outcome: 'rejected',
      rejection: { code: 'DayInTheFuture', today: '2021-06-16' },
    });
    expect(other.log.reads).toHaveLength(1);
  });

  test('while an accepted append is checked by its revision alone', async () => {
    const { other } = await twoProcesses();
    expect(await other.executor.execute(add('mine', 1))).toMatchObject({ outcome: 'done' });
    expect(other.log.reads).toEqual([]);
  });
});

describe('commands of one stream', () => {
  test('wait for each other in the order they came', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    const seen: string[] = [];
    const slowly = (id: string, turns: number): TallyOrder => ({
      ...add(id, 1),
      decide: async (state: Tally, moment) => {
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        seen.push(`${id} on ${state.total}`);
        return add(id, 1).decide(state, moment);
      },
    });
    await Promise.all([
      executor.execute(slowly('a', 50)),
      executor.execute(slowly('b', 5)),
      executor.execute(slowly('c', 0)),
    ]);

    expect(seen).toEqual(['a on 0', 'b on 1', 'c on 2']);
    expect(log.appends.map(({ expected }) => expected)).toEqual(['empty', 1n, 3n]);
  });

  test('do not wait for those of other streams', async () => {
    const { executor } = processOn(new InMemoryEventStore());
    const done: string[] = [];
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const waiting = executor
      .execute({
        ...add('a', 1),
        decide: (state, at) => held.then(() => add('a', 1).decide(state, at)),
      })
      .then(() => done.push('contoso'));
    await executor.execute(add('b', 1, { stream: billingAccountStream('fabrikam') }));
    done.push('fabrikam');
    letGo();
    await waiting;

    expect(done).toEqual(['fabrikam', 'contoso']);
  });

  test('go on after one that failed', async () => {
    const { executor } = processOn(new InMemoryEventStore());
    const bug = order('a', {}, {}, () => {
      throw new Error('a bug');
    });
    const [failed, next] = await Promise.allSettled([
      executor.execute(bug),
      executor.execute(add('b', 1)),
    ]);

    expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'a bug' } });
    expect(next).toMatchObject({ status: 'fulfilled', value: { outcome: 'done' } });
  });

  test('are told to come back when too many wait', async () => {
    const { executor } = processOn(new InMemoryEventStore(), { bounds: { queueLengthMax: 2 } });
    const outcomes = await Promise.all(['a', 'b', 'c'].map((id) => executor.execute(add(id, 1))));

    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'busy']);
    expect(await executor.execute(add('c', 1))).toMatchObject({ outcome: 'done' });
  });
});

describe('the state of a stream', () => {
  test('is kept, so that nothing is read for the next command', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    await executor.execute(add('a', 1));
    log.reads.length = 0;
    await executor.execute(add('b', 1));

    // The last event that this process wrote itself, and nothing before it.
    expect(log.reads.map(({ after }) => after)).toEqual([0n]);
  });

  test('is folded anew when the bytes kept are more than the bound', async () => {
    const { executor, log } = processOn(new InMemoryEventStore(), {
      bounds: { cachedBytesMax: 2_500 },
    });
    await executor.execute(add('a', 1));
    await executor.execute(add('b', 1));
    await executor.execute(add('c', 1));
    log.reads.length = 0;

    expect(await executor.execute(add('d', 1))).toMatchObject({ answer: { total: 4 } });
    expect(log.reads[0]).toMatchObject({ after: 'empty' });
  });
});
