import {
  billingAccountStream,
  commandHash,
  encodeOperation,
  eventId,
  InMemoryEventLog,
  InMemoryEventStore,
  type LoggedEvent,
} from '#event-log';
import { add, raiseLimit } from '../../test/tally.stream';
import { meanwhile } from '../../test/faulty.event-log';
import { processOn, recorded, storedEvents } from '../../test/tally.process';

const AT_1 = 'billingAccount-contoso at revision 1: ';

function altered(change: (event: LoggedEvent & { kind: 'recorded' }) => LoggedEvent) {
  return (event: LoggedEvent) => (event.revision === 1n ? change(recorded(event)) : event);
}

async function storeWithOneOperation() {
  const store = new InMemoryEventStore();
  await processOn(store).executor.execute(add('a', 1));
  return store;
}

describe('a history that cannot have happened stops its account', () => {
  test.each([
    [
      'an event that was changed',
      altered((event) => ({ ...event, data: { amount: 2, note: '' } })),
      'its link of the chain does not hold',
    ],
    [
      'an event whose frame cannot be read',
      altered(({ stream, revision, position, id, type, created }) => ({
        kind: 'unreadable',
        ...{ stream, revision, position, id, type, created },
        why: 'data: not JSON',
      })),
      'data: not JSON',
    ],
  ])('%s', async (_, alter, why) => {
    const process = processOn(await storeWithOneOperation());
    process.log.alter = alter;
    const parked = { outcome: 'parked', reason: AT_1 + why };

    expect(await process.executor.execute(add('b', 1))).toEqual(parked);
    expect(await process.preview(add('b', 1))).toEqual(parked);
  });

  test('an event that does not parse', async () => {
    const store = new InMemoryEventStore();
    const process = processOn(store);
    await process.executor.execute({
      ...add('a', 1),
      decide: () =>
        Promise.resolve({
          outcome: 'accepted',
          events: [{ type: 'Tallied', data: { amount: 1, note: '' } }],
          inputs: {},
          answer: {},
        }),
    });
    const reader = processOn(store, { kind: { parse: () => fail('Unknown event type: Tallied') } });

    expect(await reader.executor.execute(add('b', 1))).toMatchObject({
      outcome: 'parked',
      reason: 'billingAccount-contoso at revision 0: Unknown event type: Tallied',
    });
  });

  test('an event that does not fold', async () => {
    const store = await storeWithOneOperation();
    const reader = processOn(store, {
      kind: { empty: () => ({ total: 10, limit: 10, today: undefined, promises: [], kept: [] }) },
    });

    expect(await reader.executor.execute(add('b', 0))).toEqual({
      outcome: 'parked',
      reason: `${AT_1}a tally beyond its limit`,
    });
  });

  test('and no other', async () => {
    const process = processOn(await storeWithOneOperation());
    process.log.alter = altered((event) => ({ ...event, data: {} }));
    await process.executor.execute(add('b', 1));
    const stream = billingAccountStream('fabrikam');

    expect(await process.executor.execute(add('b', 1, { stream }))).toMatchObject({
      outcome: 'done',
    });
  });

  test('and is not read again for every command', async () => {
    const process = processOn(await storeWithOneOperation());
    process.log.alter = altered((event) => ({ ...event, data: {} }));
    await process.executor.execute(add('b', 1));
    process.log.reads.length = 0;
    await process.executor.execute(add('b', 1));

    expect(process.log.reads).toEqual([]);
  });

  test('until it is mended and unparked', async () => {
    const process = processOn(await storeWithOneOperation());
    process.log.alter = altered((event) => ({ ...event, data: {} }));
    await process.executor.execute(add('b', 1));
    process.log.alter = (event) => event;
    expect(await process.executor.execute(add('b', 1))).toMatchObject({ outcome: 'parked' });
    process.parked.unpark(add('b', 1).stream);

    expect(await process.executor.execute(add('b', 1))).toMatchObject({ outcome: 'done' });
  });

  test('in every process, and for whoever asks where and why', async () => {
    const process = processOn(await storeWithOneOperation());
    process.log.alter = altered((event) => ({ ...event, data: {} }));
    await process.preview(add('b', 1));

    expect(process.parked.of(add('b', 1).stream)).toEqual({
      ...{ stream: add('b', 1).stream, revision: 1n, eventId: eventId(add('a', 1).commandId, 1) },
      reason: 'its link of the chain does not hold',
    });
  });

  test('when it was cut off within an operation, before anything is decided on the half of it', async () => {
    const { store } = await halfAnOperation();

    expect(await processOn(store).executor.execute(add('b', 1))).toEqual({
      outcome: 'parked',
      reason:
        'billingAccount-contoso at revision 0: the operation that begins here has 1 of its 2 events',
    });
  });

  test('when a command begins within the operation of another', async () => {
    const { store, first } = await halfAnOperation();
    const { type, data, metadata } = first;
    const later = encodeOperation({
      ...{
        stream: first.stream,
        commandId: add('b', 1).commandId,
        effectiveOn: metadata.effectiveOn,
      },
      commandHash: commandHash({ kind: 'Tally', target: 'contoso', request: {} }),
      ...{ actor: metadata.actor, recordedAt: metadata.recordedAt },
      ...{ correlationId: 'test', causationId: 'test', previousChain: metadata.chain },
      events: [{ type, schema: 1, data: membersOf(data) }],
    });
    if (later.outcome === 'tooLarge') throw new Error('Too large');
    await new InMemoryEventLog(store).append(first.stream, later.events, 0n);

    expect(await processOn(store).preview(add('c', 1))).toEqual({
      outcome: 'parked',
      reason: 'billingAccount-contoso at revision 1: event 0 of a command where 1 is due',
    });
  });

  test('when only the tables cannot take it, without a read of the log; and once unparked it is folded anew', async () => {
    const process = processOn(await storeWithOneOperation());
    await process.preview(add('b', 1));
    const { stream } = add('b', 1);
    const fault = { stream, revision: 1n, eventId: 'e', reason: 'a row is missing' };
    await process.parked.park(fault);
    process.log.reads.length = 0;
    const parked = { outcome: 'parked', reason: `${AT_1}a row is missing` };

    expect(await process.executor.execute(add('b', 1))).toEqual(parked);
    expect(await process.executor.standing(add('a', 1))).toEqual(parked);
    expect(process.log.reads).toEqual([]);
    process.parked.unpark(stream);
    expect(await process.executor.execute(add('b', 1))).toMatchObject({ outcome: 'done' });
    expect(process.log.reads.map(({ after }) => after)).toEqual(['empty']);
  });

  test('when the impossible event is met in the tail', async () => {
    const store = await storeWithOneOperation();
    const process = processOn(store);
    await process.preview(add('look', 1));
    await processOn(store).executor.execute(raiseLimit('theirs', 20));
    process.log.alter = (event) =>
      event.revision === 3n ? { ...recorded(event), data: { to: 30 } } : event;

    expect(await process.executor.execute(add('b', 15))).toMatchObject({
      outcome: 'parked',
      reason: 'billingAccount-contoso at revision 3: its link of the chain does not hold',
    });
  });
});

test('a kept state that does not agree with a sound log is folded anew, and parks nothing', async () => {
  const store = await storeWithOneOperation();
  const one = processOn(store, { at: '2021-06-15T12:00:00.000Z' });
  const other = processOn(store, { at: '2021-06-15T12:00:00.007Z' });
  await other.preview(add('look', 1));
  other.log.faults.push(meanwhile(() => one.executor.execute(add('b', 1))));
  await other.executor.execute(add('b', 1));

  other.log.reads.length = 0;

  expect(await other.preview(add('look', 1))).toMatchObject({ outcome: 'previewed' });
  expect(other.log.reads.map(({ after }) => after)).toEqual([2n, 'empty', 3n]);
});

/** A store in which the first event of an operation of two stands, and not the second. */
async function halfAnOperation() {
  const [first] = await storedEvents(new InMemoryEventLog(await storeWithOneOperation()));
  if (first === undefined) throw new Error('Nothing is stored');
  const { stream, id, type, data, metadata } = first;
  const store = new InMemoryEventStore();
  const half = { id, type, data: membersOf(data), metadata, bytes: 1 };
  await new InMemoryEventLog(store).append(stream, [half], 'empty');
  return { store, first };
}

function membersOf(data: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(data ?? {}));
}

function fail(message: string): never {
  throw new TypeError(message);
}
