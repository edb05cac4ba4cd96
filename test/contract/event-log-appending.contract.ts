import {
  chainStart,
  type EncodedEvent,
  type EventLog,
  type LoggedEvent,
  type Revision,
  STORE_APPEND_BYTES_MAX,
  type StreamName,
  verifyChain,
} from '#event-log';
import {
  appended,
  freshStream,
  noted,
  notes,
  type OpenEventLog,
  operation,
  read,
  texts,
} from './event-log.samples';

const BIG_BATCH = 1_000;
const PARALLEL_APPENDS = 300;

export function describeAppending(open: OpenEventLog): void {
  let log: EventLog;
  let stream: StreamName;

  beforeEach(async () => {
    log = await open();
    stream = freshStream();
  });
  afterEach(async () => {
    await log.close();
  });

  describe('appending', () => {
    test('a stream without events is empty', async () => {
      expect(await read(log, stream)).toEqual([]);
    });

    test('the events of one append stand together, in order, as they were given', async () => {
      const events = notes(stream, 'c-1', 'one', 'two', 'drei · 三');
      const outcome = await appended(log.append(stream, events, 'empty'));
      const standing = await read(log, stream);
      expect(outcome.revision).toBe(2n);
      expect(outcome.position).toBe(standing.at(-1)?.position);
      expect(standing.map(asGiven)).toEqual(events.map(asGiven));
      expect(standing.map(({ revision }) => revision)).toEqual([0n, 1n, 2n]);
      expect(new Set(standing.map((event) => event.stream))).toEqual(new Set([stream]));
    });

    test('what was read is chained to the name of the stream', async () => {
      await appended(log.append(stream, notes(stream, 'c-1', 'one', 'two'), 'empty'));
      const recorded = (await read(log, stream)).filter((each) => each.kind === 'recorded');
      expect(verifyChain(chainStart(stream), recorded)).toMatchObject({
        outcome: 'whole',
        length: 2,
      });
    });

    test.each<[string, Revision]>([
      ['below the head', 0n],
      ['above the head', 2n],
      ['of an empty stream', 'empty'],
    ])('an append at a revision %s is a conflict and changes nothing', async (_, revision) => {
      await appended(log.append(stream, notes(stream, 'c-1', 'one', 'two'), 'empty'));
      const outcome = await log.append(stream, notes(stream, 'c-2', 'three'), revision);
      expect(outcome).toEqual({ outcome: 'conflict' });
      expect(await texts(log, stream)).toEqual(['one', 'two']);
    });

    test('an append to a stream that should have events but has none is a conflict', async () => {
      const outcome = await log.append(stream, notes(stream, 'c-1', 'one'), 0n);
      expect(outcome).toEqual({ outcome: 'conflict' });
      expect(await texts(log, stream)).toEqual([]);
    });

    test('of appends at one revision at once, one wins and the others are conflicts', async () => {
      const racers = ['a', 'b', 'c', 'd', 'e'];
      const outcomes = await Promise.all(
        racers.map((racer) => log.append(stream, notes(stream, racer, racer, racer), 'empty')),
      );
      const winner = racers[outcomes.findIndex(({ outcome }) => outcome === 'appended')];
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
        'appended',
        'conflict',
        'conflict',
        'conflict',
        'conflict',
      ]);
      expect(await texts(log, stream)).toEqual([winner, winner]);
    });

    test('an append without events is a bug of the caller', async () => {
      await expect(log.append(stream, [], 'empty')).rejects.toThrow(RangeError);
    });
  });

  describe('sending again', () => {
    test('the same events at the same revision answer as the first time and stand once', async () => {
      const events = notes(stream, 'c-1', 'one', 'two');
      const first = await appended(log.append(stream, events, 'empty'));
      expect(await log.append(stream, events, 'empty')).toEqual(first);
      expect(await texts(log, stream)).toEqual(['one', 'two']);
    });

    test('they do so even after others have written', async () => {
      const events = notes(stream, 'c-2', 'two');
      await appended(log.append(stream, notes(stream, 'c-1', 'one'), 'empty'));
      const first = await appended(log.append(stream, events, 0n));
      await appended(log.append(stream, notes(stream, 'c-3', 'three', 'four'), 1n));
      expect(await log.append(stream, events, 0n)).toEqual(first);
      expect(await texts(log, stream)).toEqual(['one', 'two', 'three', 'four']);
    });

    test('the same events sent twice at once stand once', async () => {
      const events = notes(stream, 'c-1', 'one', 'two');
      const [left, right] = await Promise.all([
        log.append(stream, events, 'empty'),
        log.append(stream, events, 'empty'),
      ]);
      expect(left.outcome).toBe('appended');
      expect(right).toEqual(left);
      expect(await texts(log, stream)).toEqual(['one', 'two']);
    });

    test('known events at another revision are a conflict', async () => {
      const events = notes(stream, 'c-1', 'one');
      await appended(log.append(stream, notes(stream, 'c-0', 'zero'), 'empty'));
      await appended(log.append(stream, events, 0n));
      await appended(log.append(stream, notes(stream, 'c-2', 'two'), 1n));
      expect(await log.append(stream, events, 'empty')).toEqual({ outcome: 'conflict' });
      expect(await log.append(stream, events, 1n)).toEqual({ outcome: 'conflict' });
    });

    test('known events followed by new ones are a conflict, not half an append', async () => {
      const events = notes(stream, 'c-1', 'one', 'two');
      await appended(log.append(stream, events.slice(0, 1), 'empty'));
      expect(await log.append(stream, events, 'empty')).toEqual({ outcome: 'conflict' });
      expect(await texts(log, stream)).toEqual(['one']);
    });

    test('another log of the same store knows what the first has written', async () => {
      const other = await open();
      const events = notes(stream, 'c-1', 'one');
      const first = await appended(log.append(stream, events, 'empty'));
      expect(await other.append(stream, events, 'empty')).toEqual(first);
      expect(await texts(other, stream)).toEqual(['one']);
      await other.close();
    });
  });

  describe('size', () => {
    test(`an append of ${BIG_BATCH} events stands whole`, async () => {
      const many = Array.from({ length: BIG_BATCH }, (_, index) => noted(`n ${index}`));
      await appended(log.append(stream, operation(stream, 'c-1', many), 'empty'));
      expect(await texts(log, stream)).toEqual(many.map(({ data }) => data['text']));
    });

    test('an append over the limit of the store is refused as too large and changes nothing', async () => {
      const outcome = await log.append(stream, oversized(stream), 'empty');
      expect(outcome).toEqual({ outcome: 'tooLarge' });
      expect(await texts(log, stream)).toEqual([]);
    });

    test('a log goes on after an append that was too large', async () => {
      await log.append(stream, oversized(stream), 'empty');
      await appended(log.append(stream, notes(stream, 'c-2', 'two'), 'empty'));
      expect(await texts(log, stream)).toEqual(['two']);
    });

    test(`${PARALLEL_APPENDS} appends at once on a new log are all answered`, async () => {
      const streams = Array.from({ length: PARALLEL_APPENDS }, freshStream);
      const outcomes = await Promise.all(
        streams.map((each) => log.append(each, notes(each, 'c-1', 'one'), 'empty')),
      );
      expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['appended']));
    });
  });
}

type Given = Pick<EncodedEvent, 'id' | 'type' | 'data' | 'metadata'>;

function asGiven(event: Given | LoggedEvent): unknown {
  if ('kind' in event && event.kind === 'unreadable') return event;
  const { id, type, data, metadata } = event;
  return { id, type, data, metadata };
}

/** Events that pass the limit of the store together, though each alone would not. */
function oversized(stream: StreamName): readonly EncodedEvent[] {
  const long = 'x'.repeat(STORE_APPEND_BYTES_MAX / 4);
  return ['a', 'b', 'c', 'd'].flatMap((name) => notes(stream, name, long));
}
