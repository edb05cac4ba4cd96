import {
  type AppendRequest,
  type ExpectedRevision,
  type ProposedEvent,
} from './event-storage.port';
import { type GroupInput, planGroup, recordSize } from './group-plan';

const event = (id: string): ProposedEvent => ({
  id,
  type: 'T',
  isJson: true,
  data: Buffer.from('{}'),
  metadata: Buffer.alloc(0),
});
const append = (stream: string, expected: ExpectedRevision, ...ids: string[]): AppendRequest => ({
  stream,
  expected,
  events: ids.map(event),
});
const NO_STREAM: ExpectedRevision = { kind: 'noStream' };
const ANY: ExpectedRevision = { kind: 'any' };
const at = (revision: bigint): ExpectedRevision => ({ kind: 'revision', revision });

const planned = (appends: readonly AppendRequest[], stored: Partial<GroupInput> = {}) =>
  planGroup({
    appends,
    streams: new Map(),
    places: [],
    nextPosition: 64n,
    nextStreamNumber: 1n,
    lastPosition: 0n,
    createdTicks: 7n,
    ...stored,
  });
const written = (plan: ReturnType<typeof planned>) =>
  plan.events.map(({ stream, revision, id }) => `${stream}@${revision}=${id}`);

test('appends of one group to one stream see each other', () => {
  const plan = planned([
    append('s', NO_STREAM, 'a'),
    append('s', at(0n), 'b'),
    append('s', NO_STREAM, 'x'),
    append('s', at(0n), 'y'),
  ]);
  expect(written(plan)).toEqual(['s@0=a', 's@1=b']);
  expect(plan.outcomes.map(({ kind }) => kind)).toEqual([
    'appended',
    'appended',
    'conflict',
    'conflict',
  ]);
});

test.each([ANY, NO_STREAM])(
  'an append repeated within its group is written once (%j)',
  (expected) => {
    const plan = planned([append('s', expected, 'a', 'b'), append('s', expected, 'a', 'b')]);
    expect(written(plan)).toEqual(['s@0=a', 's@1=b']);
    expect(plan.outcomes[1]).toEqual(plan.outcomes[0]);
  },
);

test('a stream that the group begins gets one number, used by all its events', () => {
  const plan = planned([append('s', ANY, 'a'), append('t', ANY, 'b'), append('s', ANY, 'c')], {
    nextStreamNumber: 5n,
  });
  expect(plan.newStreams).toEqual([
    { number: 5n, name: 's' },
    { number: 6n, name: 't' },
  ]);
  expect(plan.events.map(({ streamNumber }) => streamNumber)).toEqual([5n, 6n, 5n]);
  expect(plan.nextStreamNumber).toBe(7n);
});

test('a stored stream goes on after its head, and its stored events are recognised', () => {
  const plan = planned([append('s', NO_STREAM, 'a'), append('s', at(4n), 'n')], {
    streams: new Map([['s', { number: 3n, head: 4n }]]),
    places: [{ stream: 's', id: 'a', revision: 0n, position: 700n }],
    nextStreamNumber: 9n,
  });
  expect(plan.outcomes[0]).toEqual({ kind: 'appended', revision: 0n, position: 700n });
  expect(written(plan)).toEqual(['s@5=n']);
  expect(plan.newStreams).toEqual([]);
  expect(plan.heads.get('s')).toEqual({ number: 3n, head: 5n });
});

test('positions grow with the bytes before them and are never neighbours', () => {
  const plan = planned([append('s', ANY, 'a', 'b')]);
  const [first, second] = plan.events.map(({ position }) => position);
  expect(first).toBe(64n);
  expect(second).toBe(64n + recordSize('s', event('a')));
  expect(plan.nextPosition).toBe((second ?? 0n) + recordSize('s', event('b')));
  expect(plan.outcomes[0]).toMatchObject({ position: second });
});

test('an append without events answers the end of the log and begins no stream', () => {
  const plan = planned([append('s', ANY)], { lastPosition: 900n });
  expect(plan.outcomes).toEqual([{ kind: 'appended', revision: undefined, position: 900n }]);
  expect(plan.newStreams).toEqual([]);
});
