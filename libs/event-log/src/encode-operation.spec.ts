import {
  APPEND_BYTES_MAX,
  billingAccountStream,
  chainStart,
  commandHash,
  commandId,
  encodeOperation,
  eventId,
  type Operation,
  STORE_APPEND_BYTES_MAX,
} from '#event-log';
import { Calendar } from '#ledger-core';
import { nextLink } from './chain';

const stream = billingAccountStream('contoso');
const operation: Operation = {
  stream,
  commandId: commandId('note', 'one'),
  commandHash: commandHash({ kind: 'note', target: stream, request: {} }),
  actor: { kind: 'system', task: 'daily-run' },
  effectiveOn: Calendar.day('2021-03-15'),
  recordedAt: Calendar.instant('2021-03-15T10:00:00.000Z'),
  correlationId: 'request-1',
  causationId: 'command-0',
  events: [
    { type: 'Noted', schema: 1, data: { text: 'one' } },
    { type: 'Noted', schema: 2, data: { text: '二' } },
  ],
  previousChain: 'empty',
};

function eventsOf(of: Operation) {
  const encoded = encodeOperation(of);
  if (encoded.outcome === 'tooLarge') throw new RangeError(`${encoded.bytes} bytes`);
  return encoded;
}

/** An operation whose one event fills exactly so many bytes. */
function ofBytes(bytes: number): Operation {
  const withText = (length: number): Operation => ({
    ...operation,
    events: [{ type: 'Noted', schema: 1, data: { text: 'x'.repeat(length) } }],
  });
  return withText(bytes - eventsOf(withText(0)).bytes);
}

test('each event knows its place, and event 0 the hash of its command', () => {
  const { events } = eventsOf(operation);
  const common = {
    commandId: operation.commandId,
    size: 2,
    actor: { kind: 'system', task: 'daily-run' },
    effectiveOn: '2021-03-15',
    recordedAt: '2021-03-15T10:00:00.000Z',
    $correlationId: 'request-1',
    $causationId: 'command-0',
  };
  const [first, second] = events.map(({ metadata }) => metadata);
  const { chain: firstChain, ...firstRest } = { ...first };
  const { chain: secondChain, ...secondRest } = { ...second };
  expect(firstRest).toEqual({ ...common, index: 0, schema: 1, commandHash: operation.commandHash });
  expect(secondRest).toEqual({ ...common, index: 1, schema: 2 });
  expect(firstChain).not.toBe(secondChain);
  expect(events.map(({ id }) => id)).toEqual([0, 1].map((n) => eventId(operation.commandId, n)));
});

test('the same operation encodes to the same bytes', () => {
  expect(JSON.stringify(eventsOf(operation))).toBe(JSON.stringify(eventsOf(operation)));
});

test('the first operation of a stream is chained to its name, a later one to the last link', () => {
  const { events, chain } = eventsOf(operation);
  const [first] = events;
  const next = eventsOf({ ...operation, previousChain: chain }).events[0];
  for (const [event, previous] of [
    [first, chainStart(stream)],
    [next, chain],
  ] as const) {
    const { chain: link, ...metadata } = event?.metadata ?? operationWithoutEvents();
    expect(link).toBe(nextLink(previous, { type: 'Noted', data: { text: 'one' }, metadata }));
  }
  expect(chain).toBe(events.at(-1)?.metadata.chain);
});

function operationWithoutEvents(): never {
  throw new Error('The operation has no events');
}

test('the size counts data and metadata in UTF-8 and the type twice, as the store does', () => {
  const { events, bytes } = eventsOf(operation);
  const counted = events.map(({ type, data, metadata }) =>
    Buffer.from(type + type + JSON.stringify(data) + JSON.stringify(metadata), 'utf8'),
  );
  expect(events.map((event) => event.bytes)).toEqual(counted.map(({ length }) => length));
  expect(bytes).toBe(Buffer.concat(counted).length);
});

test.each([
  ['below the limit', -1, 'encoded'],
  ['at the limit', 0, 'encoded'],
  ['above the limit', 1, 'tooLarge'],
])('an operation %s', (_, beyond, outcome) => {
  const bytes = APPEND_BYTES_MAX + beyond;
  expect(encodeOperation(ofBytes(bytes))).toMatchObject({ outcome, bytes });
});

test('the limit of an operation leaves the store room', () => {
  expect(APPEND_BYTES_MAX).toBeLessThan(STORE_APPEND_BYTES_MAX);
});

test('an operation has at least one event', () => {
  expect(() => encodeOperation({ ...operation, events: [] })).toThrow(RangeError);
});
