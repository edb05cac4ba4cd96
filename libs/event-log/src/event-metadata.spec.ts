import { commandHash, commandId, parseMetadata } from '#event-log';

const metadata = {
  commandId: commandId('PurchaseReservation', 'order-1'),
  index: 0,
  size: 3,
  commandHash: commandHash({ kind: 'a', target: 'b', request: {} }),
  actor: { kind: 'principal', id: 'alice@contoso.example' },
  effectiveOn: '2021-03-15',
  recordedAt: '2021-03-15T10:00:00.000Z',
  schema: 1,
  chain: 'a'.repeat(64),
  $correlationId: 'request-1',
  $causationId: 'request-1',
};
const later = { ...without('commandHash'), index: 2 };

test.each([
  ['of a first event', metadata],
  ['of a later event', later],
  ['of the ledger’s own task', { ...metadata, actor: { kind: 'system', task: 'daily-run' } }],
])('metadata %s are read as they stand', (_, json) => {
  expect(parseMetadata(json)).toEqual({ outcome: 'parsed', metadata: json });
});

test.each(Object.keys(metadata))('metadata without %s are unreadable', (key) => {
  expect(parseMetadata(without(key))).toMatchObject({ outcome: 'unreadable' });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['bytes', new Uint8Array([1, 2])],
  ['an unknown member', { ...metadata, surplus: true }],
  ['a place beyond its operation', { ...later, index: 3 }],
  ['a place that is not a number', { ...later, index: '2' }],
  ['a hash on a later event', { ...metadata, index: 1 }],
  ['an operation of no events', { ...metadata, size: 0 }],
  ['a command that is no UUID', { ...metadata, commandId: 'purchase' }],
  ['a command in capitals', { ...metadata, commandId: metadata.commandId.toUpperCase() }],
  ['a day the calendar lacks', { ...metadata, effectiveOn: '2021-02-29' }],
  ['an instant spelt otherwise', { ...metadata, recordedAt: '2021-03-15T10:00:00Z' }],
  ['a chain that is too short', { ...metadata, chain: 'abc' }],
  ['an actor of no known kind', { ...metadata, actor: { kind: 'robot', id: 'r' } }],
])('metadata that are or have %s are unreadable', (_, json) => {
  expect(parseMetadata(json)).toMatchObject({ outcome: 'unreadable' });
});

function without(key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(metadata).filter(([each]) => each !== key));
}
