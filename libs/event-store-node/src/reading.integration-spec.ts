import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { uuidOf } from './protocol/identifiers';
import { type Failure, unaryAppend } from '../../../test/support/event-store-appends';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';
import { filterOn, ReadCall, type Reading } from '../../../test/support/event-store-reads';

let node: NodeUnderTest;
/** Positions of ten events of type T in stream `ten`, one of type U in `other`, one of type T in `last`. */
let positions: bigint[];

beforeAll(async () => {
  node = await startNodeUnderTest();
  const ten = Array.from({ length: 10 }, () => ({}));
  await unaryAppend(node.raw, 'ten', 'no', ten);
  await unaryAppend(node.raw, 'other', 'no', [{ type: 'U' }]);
  await unaryAppend(node.raw, 'last', 'no', [{}]);
  const all = new ReadCall(node.raw, {});
  await all.finished();
  positions = all.answers.map((answer) => BigInt(answer.getEvent()?.getCommitPosition() ?? 0));
});
afterAll(() => node.close());

const read = async (reading: Reading | ReadReq) => {
  const call = new ReadCall(node.raw, reading);
  const told = await call.finished();
  return call.failure ?? told;
};
const of = (...revisions: number[]) => revisions.map((revision) => `${revision}:T`);
const FORWARDS = of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
const BACKWARDS = FORWARDS.toReversed();
const unknown = (details: string): Failure => ({ code: 2, details, trailers: {} });
const invalid = (details: string): Failure => ({ code: 3, details, trailers: {} });
const HANDLER = unknown('Exception was thrown by handler.');

test.each<[string, Reading, string[] | Failure]>([
  ['from the start', {}, FORWARDS],
  ['from a revision, which is included', { from: 4 }, FORWARDS.slice(4)],
  ['from a revision up to a count', { from: 4, count: 2 }, of(4, 5)],
  ['from beyond the end', { from: 50 }, []],
  ['from the end', { from: 'end' }, unknown('Unexpected ReadStreamResult: Error')],
  ['no events', { count: 0 }, unknown('Unexpected ReadStreamResult: Error')],
  [
    'without saying how many',
    { count: null },
    invalid('The combination of (Stream, None, Forwards, NoFilter) is invalid.'),
  ],
  ['without saying from where', { from: null }, HANDLER],
  ['backwards from the end', { backwards: true, from: 'end' }, BACKWARDS],
  ['backwards from a revision', { backwards: true, from: 4 }, of(4, 3, 2, 1, 0)],
  ['backwards from the start', { backwards: true, from: 'start' }, of(0)],
  ['backwards from beyond the end', { backwards: true, from: 50 }, BACKWARDS],
  [
    'backwards from the largest signed revision',
    { backwards: true, from: 2n ** 63n - 1n, count: 2 },
    of(9, 8),
  ],
  [
    'backwards from the largest revision',
    { backwards: true, from: 2n ** 64n - 1n, count: 2 },
    of(9, 8),
  ],
  ['with the last revision, if asked', { count: 2, compatibility: 1 }, [...of(0, 1), 'last 9']],
  [
    'through a filter',
    { filter: filterOn('type', { regex: 'T' }) },
    invalid('The combination of (Stream, Count, Forwards, Filter) is invalid.'),
  ],
])('a stream is read %s', async (_name, reading, expected) => {
  expect(await read({ stream: 'ten', ...reading })).toEqual(expected);
});

test.each([false, true])(
  'a stream that is not there is answered so (backwards: %s)',
  async (backwards) => {
    const from = backwards ? 'end' : 'start';
    expect(await read({ stream: 'nowhere', backwards, from })).toEqual(['streamNotFound']);
  },
);

test('a read of no stream, of a nameless one, or of nothing is refused', async () => {
  expect(await read({ stream: '' })).toEqual(HANDLER);
  expect(await read(new ReadReq())).toEqual(HANDLER);
  expect(await read({ nothing: true })).toEqual(
    invalid(
      "'None' is not a valid EventStore.Client.Streams.ReadReq+Types+Options+StreamOptionOneofCase",
    ),
  );
});

test('ids come as two numbers to a reader that asks for them', async () => {
  const call = new ReadCall(node.raw, { stream: 'ten', count: 1, structuredIds: true });
  await call.finished();
  const id = call.answers[0]?.getEvent()?.getEvent()?.getId();
  expect(id?.hasStructured()).toBe(true);
  expect(uuidOf(id)).toMatch(/^[0-9a-f-]{36}$/);
});

const tail = (reading: Reading) => read({ ...reading, from: at(9) });
const at = (index: number) => positions[index] ?? 0n;

test('the log forwards includes the position it is read from, and backwards it does not', async () => {
  expect(await tail({})).toEqual(['9:T', '0:U', '0:T']);
  expect(await tail({ backwards: true, count: 2 })).toEqual(of(8, 7));
  expect(await read({ from: { commit: at(9), prepare: 0n } })).toEqual(['9:T', '0:U', '0:T']);
});

test('the log has a start and an end, both ways', async () => {
  expect(await read({ count: 2 })).toEqual(of(0, 1));
  expect(await read({ from: 'end' })).toEqual([]);
  expect(await read({ from: 'start', backwards: true })).toEqual([]);
  expect(await read({ from: 'end', backwards: true, count: 2 })).toEqual(['0:T', '0:U']);
  expect(await read({ from: 0n, count: 1 })).toEqual(of(0));
  expect(await read({ count: 0 })).toEqual([]);
});

test('a position beyond the end has nothing after it, one inside a record is refused', async () => {
  expect(await read({ from: at(11) + 100_000n })).toEqual([]);
  expect(await read({ from: 2n ** 64n - 1n })).toEqual([]);
  const inside = unknown('Unexpected ReadAllResult: Error');
  expect(await read({ from: at(3) + 3n })).toEqual(inside);
  expect(await read({ from: at(3) + 3n, backwards: true })).toEqual(inside);
});

test('a prepare position after its commit position, or no position at all, is refused', async () => {
  expect(await read({ from: { commit: 0n, prepare: 10n } })).toEqual(HANDLER);
  expect(await read({ from: null })).toEqual(HANDLER);
});

test.each<[string, ReadReq.Options.FilterOptions, string[]]>([
  ['a stream prefix', filterOn('stream', { prefixes: ['nope', 'oth'] }), ['0:U']],
  ['a stream expression', filterOn('stream', { regex: '^l.st$' }), ['0:T']],
  ['a type prefix', filterOn('type', { prefixes: ['U'] }), ['0:U']],
  ['a type expression', filterOn('type', { regex: '^[^T]' }), ['0:U']],
  ['a filter that nothing passes', filterOn('type', { prefixes: ['Z'] }), []],
  ['an empty filter', filterOn('type', {}), []],
])('the log is read through %s', async (_name, filter, expected) => {
  expect(await read({ filter })).toEqual(expected);
  expect(await read({ filter, backwards: true, from: 'end' })).toEqual(expected);
});

test('a filtered read counts what it finds, not what it searches', async () => {
  const filter = filterOn('stream', { prefixes: ['ten'] });
  expect(await read({ filter, count: 3, from: 'end', backwards: true })).toEqual(of(9, 8, 7));
});

test('a filter that cannot be compiled, or that is on nothing, is refused and stops nobody', async () => {
  expect(await read({ filter: filterOn('type', { regex: '([' }) })).toEqual(HANDLER);
  expect(await read({ filter: new ReadReq.Options.FilterOptions() })).toMatchObject({ code: 3 });
  const neither = new ReadReq.Options()
    .setCount('1')
    .setAll(new ReadReq.Options.AllOptions().setStart(new Empty()));
  expect(await read(new ReadReq().setOptions(neither))).toEqual(
    invalid('The combination of (All, Count, Forwards, None) is invalid.'),
  );
  expect(await read({ count: 1 })).toEqual(of(0));
});
