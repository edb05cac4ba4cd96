import { createHash } from 'node:crypto';
import {
  billingAccountStream,
  chainHolds,
  chainStart,
  type EncodedEvent,
  encodeOperation,
  commandHash,
  commandId,
  verifyChain,
} from '#event-log';
import { Calendar } from '#ledger-core';

const stream = billingAccountStream('contoso');

function chained(): readonly (EncodedEvent & { revision: bigint })[] {
  const encoded = encodeOperation({
    stream,
    commandId: commandId('note', 'one'),
    commandHash: commandHash({ kind: 'note', target: stream, request: {} }),
    actor: { kind: 'principal', id: 'alice@contoso.example' },
    effectiveOn: Calendar.day('2021-03-15'),
    recordedAt: Calendar.instant('2021-03-15T10:00:00.000Z'),
    correlationId: 'request-1',
    causationId: 'request-1',
    events: ['one', 'two', 'three'].map((text, n) => ({
      type: 'Noted',
      schema: 1,
      data: { text, n },
    })),
    previousChain: 'empty',
  });
  if (encoded.outcome === 'tooLarge') throw new RangeError('The sample is too large');
  return encoded.events.map((event, index) => ({ ...event, revision: BigInt(index) }));
}

const [one, two, three] = chained();
if (one === undefined || two === undefined || three === undefined) throw new Error('No sample');

test('a chain as it was written is whole', () => {
  expect(verifyChain(chainStart(stream), [one, two, three])).toEqual({
    outcome: 'whole',
    last: three.metadata.chain,
    length: 3,
  });
});

test('a link is the hash of the link before it and of the canonical event, as anyone can reckon it', () => {
  const { commandId: command, commandHash: hash } = one.metadata;
  const text =
    createHash('sha256').update('billingAccount-contoso').digest('hex') +
    '{"data":{"n":0,"text":"one"},"metadata":{"$causationId":"request-1","$correlationId":"request-1",' +
    '"actor":{"id":"alice@contoso.example","kind":"principal"},' +
    `"commandHash":"${hash ?? ''}","commandId":"${command}","effectiveOn":"2021-03-15","index":0,` +
    '"recordedAt":"2021-03-15T10:00:00.000Z","schema":1,"size":3},"type":"Noted"}';
  expect(one.metadata.chain).toBe(createHash('sha256').update(text).digest('hex'));
});

test('the order in which a store returns members does not matter', () => {
  const turned = { ...one, data: { n: 0, text: 'one' } };
  expect(chainHolds(chainStart(stream), turned)).toBe(true);
});

test.each([
  ['data changed', { ...two, data: { ...two.data, n: 2 } }],
  ['a type changed', { ...two, type: 'Renamed' }],
  [
    'another actor',
    { ...two, metadata: { ...two.metadata, actor: { kind: 'system' as const, task: 't' } } },
  ],
  [
    'another day',
    { ...two, metadata: { ...two.metadata, effectiveOn: Calendar.day('2021-03-16') } },
  ],
])('%s breaks the chain there', (_, changed) => {
  expect(verifyChain(chainStart(stream), [one, changed, three])).toMatchObject({
    outcome: 'broken',
    revision: 1n,
  });
});

test('an event taken out breaks the chain at the next', () => {
  expect(verifyChain(chainStart(stream), [one, three])).toMatchObject({
    outcome: 'broken',
    revision: 2n,
    found: three.metadata.chain,
  });
});

test('two events in each other’s place break the chain', () => {
  expect(verifyChain(chainStart(stream), [two, one, three]).outcome).toBe('broken');
});

test('a chain does not begin in another stream', () => {
  const elsewhere = chainStart(billingAccountStream('fabrikam'));
  expect(verifyChain(elsewhere, [one])).toMatchObject({ outcome: 'broken', revision: 0n });
});

test('a chain can be taken up in the middle', () => {
  expect(verifyChain(one.metadata.chain, [two, three]).outcome).toBe('whole');
});
