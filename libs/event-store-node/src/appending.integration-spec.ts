import { randomUUID } from 'node:crypto';
import { AppendReq } from '@eventstore/db-client/generated/streams_pb';
import {
  BatchCall,
  type Chunk,
  type Expected,
  type Failure,
  kindOf,
  type Proposal,
  sendAppend,
  streamNamed,
  unaryAppend,
} from '../../../test/support/event-store-appends';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';
import { ReadCall } from '../../../test/support/event-store-reads';

let node: NodeUnderTest;
let streams = 0;

beforeAll(async () => {
  node = await startNodeUnderTest();
});
afterAll(() => node.close());

const fresh = () => `s${(streams += 1)}`;
const unary = (stream: string | null, expected: Expected, proposals: readonly Proposal[]) =>
  unaryAppend(node.raw, stream, expected, proposals);
const told = (stream: string) => new ReadCall(node.raw, { stream }).finished();
const sized = (bytes: number): Proposal => ({ data: Buffer.alloc(bytes) });
const UNKNOWN: Failure = { code: 2, details: 'Exception was thrown by handler.', trailers: {} };
const TOO_LARGE: Failure = {
  code: 3,
  details: 'Maximum Append Size of 1048576 Exceeded.',
  trailers: { exception: 'maximum-append-size-exceeded', 'maximum-append-size': '1048576' },
};

/** Sends one append in a batch call and answers what came back. */
async function batched(chunk: Chunk) {
  const call = await new BatchCall(node.raw).send(chunk).answered(1);
  call.cancel();
  return call.answers[0];
}

test('a unary append answers the last revision and a position', async () => {
  const answer = await unary(fresh(), 'any', [{}, {}, {}]);
  expect(answer).toMatchObject({ success: { currentRevision: '2' } });
  expect(answer).not.toMatchObject({ success: { position: { commitPosition: '0' } } });
});

test.each<[Expected, object]>([
  ['no', { currentRevision: '1', expectedNoStream: {} }],
  [0, { currentRevision: '1', expectedRevision: '0', currentRevision2060: 1 }],
  [5, { currentRevision: '1', expectedRevision: '5', expectedRevision2060: 5 }],
])(
  'a unary conflict is an answer that says both revisions (expected %s)',
  async (expected, said) => {
    const stream = fresh();
    await unary(stream, 'no', [{}, {}]);
    expect(await unary(stream, expected, [{}])).toMatchObject({ wrongExpectedVersion: said });
  },
);

test('a conflict on a stream that is not there says so', async () => {
  expect(await unary(fresh(), 'exists', [{}])).toMatchObject({
    wrongExpectedVersion: { currentNoStream: {}, noStream2060: {}, expectedStreamExists: {} },
  });
});

test('a batched conflict is a status whose details name it, and the position expected is not echoed', async () => {
  const stream = fresh();
  await unary(stream, 'no', [{}, {}]);
  const answer = await batched({ stream, expected: 5 });
  expect(kindOf(answer)).toBe('WrongExpectedVersion');
  expect(answer?.getError()?.getCode()).toBe(6);
  expect(answer?.getExpectedStreamPositionCase()).toBe(0);
});

test('an append without events writes nothing and answers what is there', async () => {
  const stream = fresh();
  expect(await unary(stream, 'any', [])).toMatchObject({ success: { noStream: {} } });
  expect(kindOf(await batched({ stream, expected: 'no', proposals: [] }))).toBe('Success');
  await unary(stream, 'no', [{}]);
  expect(await unary(stream, 'any', [])).toMatchObject({ success: { currentRevision: '0' } });
  expect(await unary(stream, 0, [])).toMatchObject({ success: { currentRevision: '0' } });
  expect(await unary(stream, 'no', [])).toMatchObject({
    wrongExpectedVersion: { currentRevision: '0' },
  });
  expect(await told(stream)).toEqual(['0:T']);
});

test('an id may stand twice in one append and in two streams', async () => {
  const id = randomUUID();
  const [one, other] = [fresh(), fresh()];
  await unary(one, 'no', [{ id }, { id }]);
  expect(await unary(one, 'no', [{ id }, { id }])).toMatchObject({
    success: { currentRevision: '1' },
  });
  expect(await unary(one, 'any', [{ id }, { id }])).toMatchObject({
    success: { currentRevision: '1' },
  });
  expect(await unary(other, 'any', [{ id }])).toMatchObject({ success: { currentRevision: '0' } });
  expect(await told(one)).toEqual(['0:T', '1:T']);
});

test('an append of 1,048,576 bytes is taken and one byte more is refused, unary and batched', async () => {
  const limit = 1_048_576 - 'T'.length;
  expect(await unary(fresh(), 'any', [sized(limit)])).toHaveProperty('success');
  expect(await unary(fresh(), 'any', [sized(limit + 1)])).toEqual(TOO_LARGE);
  expect(await unary(fresh(), 'any', [sized(600_000), sized(600_000)])).toEqual(TOO_LARGE);
  const stream = fresh();
  expect(kindOf(await batched({ stream, proposals: [sized(limit + 1)] }))).toBe(
    'MaximumAppendSizeExceeded',
  );
  expect(kindOf(await batched({ stream, proposals: [sized(limit)] }))).toBe('Success');
});

test('a message of 20 MB is refused as exhausting resources', async () => {
  expect(await unary(fresh(), 'any', [sized(20_000_000)])).toMatchObject({ code: 8 });
});

test.each<[string, string | null, Expected, Proposal, Failure]>([
  ['no stream', null, 'any', {}, UNKNOWN],
  ['an empty stream name', '', 'any', {}, UNKNOWN],
  ['a stream name with a NUL character', 'a\0b', 'any', {}, UNKNOWN],
  ['an empty id', 'bad', 'any', { id: '' }, UNKNOWN],
  ['a malformed id', 'bad', 'any', { id: 'nope' }, UNKNOWN],
  ['an id of zeros', 'bad', 'any', { id: '00000000-0000-0000-0000-000000000000' }, UNKNOWN],
  ['an empty type', 'bad', 'any', { type: '' }, UNKNOWN],
  ['a type with a NUL character', 'bad', 'any', { type: 'a\0b' }, UNKNOWN],
  [
    'no expected revision',
    'bad',
    undefined,
    {},
    {
      code: 3,
      details:
        "'None' is not a valid EventStore.Client.Streams.AppendReq+Types+Options+ExpectedStreamRevisionOneofCase",
      trailers: {},
    },
  ],
  [
    'no type',
    'bad',
    'any',
    { type: null },
    {
      code: 3,
      details: "Required Metadata Property 'type' is missing",
      trailers: {
        exception: 'missing-required-metadata-property',
        'required-metadata-properties': 'type,content-type',
      },
    },
  ],
  [
    'no content type',
    'bad',
    'any',
    { contentType: null },
    {
      code: 3,
      details: "Required Metadata Property 'content-type' is missing",
      trailers: {
        exception: 'missing-required-metadata-property',
        'required-metadata-properties': 'type,content-type',
      },
    },
  ],
  [
    'a metadata stream',
    '$$account',
    'any',
    {},
    { code: 7, details: 'Access Denied', trailers: { exception: 'access-denied' } },
  ],
])('an append with %s is refused, unary and batched, and the calls go on', async (...row) => {
  const [, stream, expected, proposal, failure] = row;
  expect(await unary(stream, expected, [{}, proposal])).toEqual(failure);
  const good = fresh();
  const call = await new BatchCall(node.raw)
    .send({ stream, expected, proposals: [{}, proposal] }, { stream: good })
    .answered(2);
  const refused = failure.code === 7 ? 'AccessDenied' : 'BadRequest';
  expect(call.answers.map(kindOf).sort()).toEqual([refused, 'Success'].sort());
  expect(await told('bad')).toEqual(['streamNotFound']);
  call.cancel();
});

test('an append that begins with an event, or with nothing, is refused', async () => {
  expect(await sendAppend(node.raw, [])).toEqual(UNKNOWN);
  expect(await sendAppend(node.raw, [new AppendReq()])).toEqual(UNKNOWN);
  const nameless = new AppendReq().setOptions(
    new AppendReq.Options().setStreamIdentifier(streamNamed('')),
  );
  expect(await sendAppend(node.raw, [nameless])).toEqual(UNKNOWN);
});

test('a content type that is not JSON is kept as bytes, and JSON is not looked into', async () => {
  const stream = fresh();
  await unary(stream, 'any', [{ contentType: 'text/plain' }, { data: Buffer.from('not json') }]);
  const call = new ReadCall(node.raw, { stream });
  await call.finished();
  const types = call.answers.map((answer) =>
    answer.getEvent()?.getEvent()?.getMetadataMap().get('content-type'),
  );
  expect(types).toEqual(['application/octet-stream', 'application/json']);
});

test('a name of 3,000 characters that do not compress is a name', async () => {
  const name = Array.from({ length: 125 }, () => randomUUID().slice(0, 24)).join('');
  expect(await unary(name, 'no', [{}])).toHaveProperty('success');
  expect(await told(name)).toEqual(['0:T']);
});
