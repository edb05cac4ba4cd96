import {
  chainStart,
  EventLogUnavailable,
  InMemoryEventLog,
  InMemoryEventStore,
  verifyChain,
} from '#event-log';
import { add, order, tallyStream } from '../../test/tally.stream';
import {
  answerCut,
  meanwhile,
  refused,
  requestLost,
  tooLargeForTheStore,
} from '../../test/faulty.event-log';
import { processOn, storedEvents } from '../../test/tally.process';
import { EXECUTION_BOUNDS } from './execution-bounds';

const { resendsMax } = EXECUTION_BOUNDS;
const times = <One>(count: number, one: One) => Array.from({ length: count }, () => one);

async function chainOf(store: InMemoryEventStore) {
  const events = await storedEvents(new InMemoryEventLog(store));
  return verifyChain(chainStart(tallyStream), events);
}

describe('an append that ended without an answer', () => {
  test('is sent again with the same bytes at the same revision, and is there once', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    log.faults.push(answerCut);
    const done = await executor.execute(add('a', 1));

    expect(done).toMatchObject({ outcome: 'done', answer: { total: 1 }, replayed: false });
    expect(log.appends).toHaveLength(2);
    expect(log.appends[1]).toEqual(log.appends[0]);
    expect(await storedEvents(log)).toHaveLength(2);
  });

  test('is written by being sent again when it had been lost', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    log.faults.push(...times(resendsMax, requestLost));

    expect(await executor.execute(add('a', 1))).toMatchObject({ outcome: 'done' });
    expect(log.appends).toEqual(times(resendsMax + 1, log.appends[0]));
    expect(await storedEvents(log)).toHaveLength(2);
  });

  test('is resolved by reading when no answer comes at all', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    log.faults.push(answerCut, ...times(resendsMax, requestLost));

    expect(await executor.execute(add('a', 1))).toMatchObject({
      outcome: 'done',
      answer: { total: 1 },
    });
    expect(log.appends).toHaveLength(resendsMax + 1);
  });

  test('is left open when nothing is to be read, and a bounded number of sends is made', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    log.faults.push(...times(resendsMax + 1, requestLost));

    expect(await executor.execute(add('a', 1))).toMatchObject({
      outcome: 'unavailable',
      retryAfterSeconds: EXECUTION_BOUNDS.unavailableRetryAfterSeconds,
    });
    expect(log.appends).toHaveLength(resendsMax + 1);
    expect(await storedEvents(log)).toEqual([]);
  });

  test('that comes to stand after all is the first answer of the same command sent again', async () => {
    const { executor, log, clock } = processOn(new InMemoryEventStore());
    log.faults.push(...times(resendsMax + 1, requestLost));
    await executor.execute(add('a', 1));
    await landLate(log);
    clock.turnTo('2021-06-16T00:00:00Z');

    expect(await executor.execute(add('a', 1))).toMatchObject({
      outcome: 'done',
      answer: { on: '2021-06-15', total: 1 },
      replayed: true,
    });
  });

  test('that lands just before the same command decided later is the one that counts', async () => {
    const store = new InMemoryEventStore();
    const { executor, log, clock } = processOn(store);
    log.faults.push(...times(resendsMax + 1, requestLost));
    await executor.execute(add('a', 1));
    clock.turnTo('2021-06-16T00:00:00Z');
    log.faults.push(meanwhile(() => landLate(log)));

    expect(await executor.execute(add('a', 1))).toMatchObject({ answer: { on: '2021-06-15' } });
    await executor.execute(add('b', 1));
    expect(await chainOf(store)).toEqual(expect.objectContaining({ outcome: 'whole', length: 4 }));
  });

  test('whose place another process has taken is decided again on what was read', async () => {
    const store = new InMemoryEventStore();
    const { executor, log } = processOn(store);
    const other = processOn(store);
    log.faults.push(
      requestLost,
      meanwhile(() => other.executor.execute(add('theirs', 2))),
    );

    expect(await executor.execute(add('a', 1))).toMatchObject({ answer: { total: 3 } });
  });

  test('is folded from what was read, not from what was decided', async () => {
    const store = new InMemoryEventStore();
    const { executor, preview, log } = processOn(store);
    await preview(add('look', 1));
    log.reads.length = 0;
    log.faults.push(answerCut);
    await executor.execute(add('a', 1));

    expect(log.reads.map(({ after }) => after)).toEqual(['empty']);
  });
});

/** The bytes of the first append reach the store now. */
async function landLate(log: ReturnType<typeof processOn>['log']) {
  const [lost] = log.appends;
  if (lost === undefined) throw new Error('nothing was sent');
  return log.append(lost.stream, lost.events, lost.expected);
}

describe('the store compares ids and not data', () => {
  test('so the same command decided by two processes at once leaves the chain whole', async () => {
    const store = new InMemoryEventStore();
    const one = processOn(store, { at: '2021-06-15T12:00:00.000Z' });
    const other = processOn(store, { at: '2021-06-15T12:00:00.007Z' });
    await one.executor.execute(add('first', 1));
    await other.preview(add('look', 1));
    other.log.faults.push(meanwhile(() => one.executor.execute(add('a', 1))));
    await other.executor.execute(add('a', 1));

    expect(await other.executor.execute(add('b', 1))).toMatchObject({ answer: { total: 3 } });
    expect(await chainOf(store)).toMatchObject({ outcome: 'whole', length: 6 });
  });
});

describe('a store that refuses', () => {
  test('leaves the command unanswered and the state as it was', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    await executor.execute(add('first', 1));
    log.faults.push(refused);

    expect(await executor.execute(add('a', 1))).toMatchObject({
      outcome: 'unavailable',
      reason: 'The event store refused the append: access denied',
    });
    expect(log.appends).toHaveLength(2);
    expect(await executor.execute(add('a', 1))).toMatchObject({
      answer: { total: 2 },
      replayed: false,
    });
  });

  test('to be read is unavailable, and is asked again by the next command', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    log.onRead = () => {
      throw new EventLogUnavailable('no connection');
    };
    expect(await executor.execute(add('a', 1))).toMatchObject({
      outcome: 'unavailable',
      reason: 'no connection',
    });
    log.onRead = () => undefined;

    expect(await executor.execute(add('a', 1))).toMatchObject({ outcome: 'done' });
  });
});

describe('a read that broke off', () => {
  test('within an operation is read on before its command is answered again', async () => {
    const store = new InMemoryEventStore();
    const one = processOn(store);
    const { executor, preview, log } = processOn(store);
    await preview(add('look', 1));
    const first = await one.executor.execute(add('a', 1));
    log.alter = (event) => {
      if (event.revision === 1n) throw new EventLogUnavailable('the connection was cut');
      return event;
    };
    expect(await preview(add('look', 1))).toMatchObject({ outcome: 'unavailable' });
    log.alter = (event) => event;

    expect(await executor.execute(add('a', 1))).toEqual({ ...first, replayed: true });
    expect(log.appends).toEqual([]);
  });
});

describe('a log that no longer has what was written', () => {
  test('is believed: what was kept of it is folded anew', async () => {
    const { executor, preview, log } = processOn(new InMemoryEventStore());
    await executor.execute(add('a', 1));
    log.isLost = () => true;
    log.reads.length = 0;

    expect(await preview(add('look', 1))).toMatchObject({ result: { state: { total: 0 } } });
    expect(log.reads.map(({ after }) => after)).toEqual([0n, 'empty', 'empty']);
  });
});

describe('an operation too large for one append', () => {
  const large = order('a', {}, {}, () => ({
    outcome: 'accepted',
    events: [{ type: 'Tallied', data: { amount: 1, note: 'x'.repeat(950_000) } }],
    inputs: {},
    answer: {},
  }));

  test('is refused before it is sent', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    expect(await executor.execute(large)).toMatchObject({
      outcome: 'rejected',
      rejection: { code: 'OperationTooLarge', limit: 900_000 },
    });
    expect(log.appends).toEqual([]);
  });

  test('is refused when the store finds it so', async () => {
    const { executor, log } = processOn(new InMemoryEventStore());
    log.faults.push(tooLargeForTheStore);
    expect(await executor.execute(add('a', 1))).toMatchObject({
      outcome: 'rejected',
      rejection: { code: 'OperationTooLarge', limit: 1_048_576 },
    });
    expect(await storedEvents(log)).toEqual([]);
  });
});
