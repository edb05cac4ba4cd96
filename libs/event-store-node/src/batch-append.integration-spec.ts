import { randomUUID } from 'node:crypto';
import { uuidOf } from './protocol/identifiers';
import { Client } from 'pg';
import { BatchCall, kindOf } from '../../../test/support/event-store-appends';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';
import { ReadCall } from '../../../test/support/event-store-reads';

let node: NodeUnderTest;
let call: BatchCall;

beforeAll(async () => {
  node = await startNodeUnderTest();
});
afterAll(() => node.close());
beforeEach(() => {
  call = new BatchCall(node.raw);
});
afterEach(() => {
  call.cancel();
});

const told = (stream: string) => new ReadCall(node.raw, { stream }).finished();
const kinds = () => call.answers.map(kindOf);

test('chunks are one append when the last one has come', async () => {
  const part = { correlationId: randomUUID(), stream: 'chunks', expected: 'no' } as const;
  call.send(
    { ...part, proposals: [{}], final: false },
    { ...part, proposals: [{}, {}], final: false, withoutOptions: true },
    { ...part, proposals: [], withoutOptions: true },
  );
  await call.answered(1);
  expect(call.answers[0]?.getSuccess()?.getCurrentRevision()).toBe('2');
  expect(await told('chunks')).toEqual(['0:T', '1:T', '2:T']);
});

test('options repeated in each chunk change nothing', async () => {
  const part = { correlationId: randomUUID(), stream: 'repeated', expected: 'no' } as const;
  await call.send({ ...part, final: false }, part).answered(1);
  expect(call.answers[0]?.getSuccess()?.getCurrentRevision()).toBe('1');
});

test('an append that is never finished is not written and not answered', async () => {
  call.send({ stream: 'unfinished', final: false }, { stream: 'finished' });
  await call.answered(1);
  expect(kinds()).toEqual(['Success']);
  expect(await told('unfinished')).toEqual(['streamNotFound']);
});

test('a correlation id may be used again after its answer', async () => {
  const correlationId = randomUUID();
  await call.send({ correlationId, stream: 'first-use' }).answered(1);
  await call.send({ correlationId, stream: 'second-use' }).answered(2);
  expect(kinds()).toEqual(['Success', 'Success']);
});

test('an append refused at an early chunk is answered once, whatever chunks follow', async () => {
  const part = { correlationId: randomUUID(), stream: 'refused-early' };
  call.send(
    { ...part, proposals: [{ data: Buffer.alloc(1_100_000) }], final: false },
    { ...part, proposals: [{ data: Buffer.alloc(1_100_000) }], final: false },
    { ...part, proposals: [{}] },
    { stream: 'after-it' },
  );
  await call.answered(2);
  await call.send({ stream: 'after-that' }).answered(3);
  expect(kinds()).toEqual(['MaximumAppendSizeExceeded', 'Success', 'Success']);
  expect(await told('refused-early')).toEqual(['streamNotFound']);
});

test('an append is refused as soon as a chunk makes it too large, before its last', async () => {
  const part = { correlationId: randomUUID(), stream: 'large-early', final: false };
  const proposals = [{ data: Buffer.alloc(600_000) }];
  await call.send({ ...part, proposals }, { ...part, proposals }).answered(1);
  expect(kinds()).toEqual(['MaximumAppendSizeExceeded']);
});

test('a malformed correlation id is a bad request', async () => {
  await call.send({ correlationId: 'nope', stream: 'uncorrelated' }).answered(1);
  expect(kinds()).toEqual(['BadRequest']);
});

test('a chunk of an append that never began is ignored', async () => {
  await call.send({ withoutOptions: true }, { stream: 'begun' }).answered(1);
  expect(kinds()).toEqual(['Success']);
});

test('a deadline that has passed is a timeout, and nothing is written', async () => {
  await call.send({ stream: 'late', deadline: -5 }).answered(1);
  expect(kinds()).toEqual(['Timeout']);
  expect(call.answers[0]?.getError()?.getCode()).toBe(4);
  expect(await told('late')).toEqual(['streamNotFound']);
});

test('a deadline that passes before the last chunk is a timeout under the structured id, once', async () => {
  const part = { correlationId: randomUUID(), stream: 'too-late', deadline: 0.3 };
  await call.send({ ...part, final: false }).answered(1);
  expect(call.answers[0]?.getCorrelationId()?.hasStructured()).toBe(true);
  expect(uuidOf(call.answers[0]?.getCorrelationId())).toBe(part.correlationId);
  await call.send(part, { stream: 'in-time', deadline: 10 }).answered(2);
  expect(kinds()).toEqual(['Timeout', 'Success']);
  expect(await told('too-late')).toEqual(['streamNotFound']);
});

test('a deadline that passes while the append is written is a timeout, and its late outcome is not answered', async () => {
  const session = new Client({ connectionString: node.databaseUrl });
  await session.connect();
  await session.query('begin; lock table event_store.event in access exclusive mode');
  const held = { correlationId: randomUUID(), stream: 'held' } as const;
  await call.send({ ...held, deadline: 0.3 }).answered(1);
  expect(kinds()).toEqual(['Timeout']);
  await session.query('rollback');
  await session.end();
  const after = randomUUID();
  const ids = () => call.answers.map((answer) => uuidOf(answer.getCorrelationId()));
  await call
    .send({ correlationId: after, stream: 'after-held' })
    .until(() => ids().includes(after));
  expect(ids()).toEqual([held.correlationId, after]);
  expect(await told('held')).toEqual(['0:T']);
});

test('a client that ends its side gets the answers that are due, then the end', async () => {
  call.send({ stream: 'last-words' }).halfClose();
  await call.until(({ ended }) => ended);
  expect(kinds()).toEqual(['Success']);
});

test('a call that begins more appends than it finishes is ended, and the next one is served', async () => {
  const begun = { stream: 'begun-only', final: false, proposals: [] };
  call.send(...Array.from({ length: 1_000 }, () => begun));
  await call.send({ correlationId: 'nope', stream: 'begun-only' }).until(() => false);
  expect(kinds()).toEqual([]);
  expect(call.failure).toMatchObject({
    code: 8,
    details: 'More than 1000 appends of this call are begun and not finished.',
  });
  expect(node.node.state().openCalls).toBe(0);
  call = new BatchCall(node.raw);
  await call.send({ stream: 'next-call' }).answered(1);
  expect(kinds()).toEqual(['Success']);
});

test('a thousand appends may be unfinished at once', async () => {
  const ids = Array.from({ length: 1_000 }, () => randomUUID());
  const chunks = ids.map((correlationId) => ({ correlationId, stream: 'side-by-side' }));
  call.send(...chunks.map((chunk) => ({ ...chunk, final: false })));
  call.send(...chunks.map((chunk) => ({ ...chunk, withoutOptions: true })));
  await call.answered(ids.length);
  expect(new Set(kinds())).toEqual(new Set(['Success']));
});

test('fifteen hundred appends of one call are answered each, under their own ids', async () => {
  const ids = Array.from({ length: 1_500 }, () => randomUUID());
  call.send(...ids.map((correlationId, n) => ({ correlationId, stream: `many-${n % 7}` })));
  await call.answered(ids.length);
  expect(kinds().every((kind) => kind === 'Success')).toBe(true);
  expect(new Set(call.answers.map((answer) => uuidOf(answer.getCorrelationId())))).toEqual(
    new Set(ids),
  );
});
