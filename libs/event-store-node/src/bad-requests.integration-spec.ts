// Requests that no client should send. Each is answered, and the node's process goes on serving.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect as connectHttp2, constants } from 'node:http2';
import { connect } from 'node:net';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { AppendReq, BatchAppendReq, ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { Client, credentials, Metadata, status } from '@grpc/grpc-js';
import {
  deadline,
  protocolClient,
  streamNamed,
  unaryAppend,
} from '../../../test/support/event-store-appends';
import { type NodeProcess, startNodeProcess } from '../../../test/support/event-store-process';
import { filterOn, ReadCall } from '../../../test/support/event-store-reads';

const { OK, CANCELLED, UNKNOWN, INTERNAL, INVALID_ARGUMENT, UNIMPLEMENTED } = status;
const { append, batchAppend, read } = StreamsService;

let node: NodeProcess;
let client: Client;
let raw: ReturnType<typeof protocolClient>;

beforeAll(async () => {
  node = await startNodeProcess();
  client = new Client(`127.0.0.1:${node.port}`, credentials.createInsecure());
  raw = protocolClient(node.port);
});
afterEach(async () => {
  expect(node.isRunning()).toBe(true);
  expect(await unaryAppend(raw, 'still-served', 'any', [{}])).toHaveProperty('success');
});
afterAll(async () => {
  client.close();
  raw.close();
  await node.kill();
});

const asTheyAre = (bytes: Buffer): Buffer => bytes;

/** Sends bytes as messages of a call, and answers the status it ends with. */
function sent(path: string, messages: readonly Uint8Array[], end = true): Promise<status> {
  return new Promise((resolve) => {
    const call = client.makeBidiStreamRequest(
      path,
      asTheyAre,
      asTheyAre,
      new Metadata(),
      deadline(),
    );
    call.on('data', () => undefined);
    call.on('error', () => undefined);
    call.on('status', ({ code }) => {
      resolve(code);
    });
    for (const message of messages) call.write(Buffer.from(message));
    if (end) call.end();
    else
      setTimeout(() => {
        call.cancel();
      }, 50);
  });
}

const bytesOf = (message: { serializeBinary: () => Uint8Array }) => message.serializeBinary();
const target = (stream: StreamIdentifier) =>
  new AppendReq().setOptions(
    new AppendReq.Options().setStreamIdentifier(stream).setAny(new Empty()),
  );
function event(id: UUID | undefined, type = 'T') {
  const proposed = new AppendReq.ProposedMessage();
  if (id !== undefined) proposed.setId(id);
  proposed.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return new AppendReq().setProposedMessage(proposed);
}
const someId = () => new UUID().setString('6f4be4a1-3a42-4a5e-9f0e-0d6f5c1b2a3d');
const structured = (most: string, least: string) =>
  new UUID().setStructured(
    new UUID.Structured().setMostSignificantBits(most).setLeastSignificantBits(least),
  );
const first = bytesOf(target(streamNamed('bad')));
const reading = (options: ReadReq.Options) => [bytesOf(new ReadReq().setOptions(options))];
const all = () =>
  new ReadReq.Options()
    .setAll(new ReadReq.Options.AllOptions().setStart(new Empty()))
    .setNoFilter(new Empty());
const GARBAGE = Buffer.from('ffffffffff0102', 'hex');
/** A length that the message does not have. */
const CUT = Buffer.from('0a7f0a', 'hex');
/** Field 1, which is a message, as a number. */
const OTHER_TYPE = Buffer.from('0801', 'hex');
/** A field that no version has. */
const UNKNOWN_FIELD = Buffer.from('a2f70405776f726c64', 'hex');

const LARGEST = String(2n ** 64n - 1n);

const METHODS = [read, append, batchAppend, StreamsService.delete, StreamsService.tombstone];

describe.each(METHODS.map(({ path }) => path))('%s', (path) => {
  test.each([
    ['bytes that are no message', GARBAGE],
    ['a message that is cut', CUT],
    ['a field of another type', OTHER_TYPE],
  ])('%s: an error', async (_name, bytes) => {
    expect([INTERNAL, UNKNOWN, status.PERMISSION_DENIED]).toContain(await sent(path, [bytes]));
  });

  test('an empty message, and a call that is cancelled, are answered', async () => {
    await sent(path, [Buffer.alloc(0)]);
    expect(await sent(path, [], false)).toBe(CANCELLED);
    expect(await sent(path, [CUT], false)).not.toBe(status.DEADLINE_EXCEEDED);
  });
});

test.each<[string, string, Uint8Array[], status]>([
  ['a field nobody knows', append.path, [Buffer.concat([first, UNKNOWN_FIELD])], OK],
  ['options twice', append.path, [first, first], OK],
  ['a method nobody has', '/event_store.client.streams.Streams/Burn', [first], UNIMPLEMENTED],
  ['a service nobody has', '/a.b.C/D', [first], UNIMPLEMENTED],
  [
    'a name that is not text',
    append.path,
    [bytesOf(target(new StreamIdentifier().setStreamName(Buffer.from([0xff, 0xfe, 0x80]))))],
    OK,
  ],
  [
    'a name of 100,000 characters',
    append.path,
    [bytesOf(target(streamNamed('x'.repeat(1e5)))), bytesOf(event(someId()))],
    OK,
  ],
  [
    'a type of 100,000 characters',
    append.path,
    [first, bytesOf(event(someId(), 't'.repeat(1e5)))],
    OK,
  ],
  ['an event without an id', append.path, [first, bytesOf(event(undefined))], UNKNOWN],
  ['an id of two zeros', append.path, [first, bytesOf(event(structured('0', '0')))], UNKNOWN],
  [
    'an id of two negative numbers',
    append.path,
    [first, bytesOf(event(structured('-1', '-1')))],
    OK,
  ],
  [
    'a correlation without anything',
    batchAppend.path,
    [bytesOf(new BatchAppendReq().setIsFinal(true))],
    OK,
  ],
  ['a largest count', read.path, reading(all().setCount(LARGEST)), OK],
  [
    'a largest position',
    read.path,
    reading(
      all()
        .setCount('1')
        .setAll(
          new ReadReq.Options.AllOptions().setPosition(
            new ReadReq.Options.Position().setCommitPosition(LARGEST).setPreparePosition(LARGEST),
          ),
        ),
    ),
    OK,
  ],
  [
    'a filter with a window of nothing',
    read.path,
    reading(
      all()
        .setCount('5')
        .setFilter(filterOn('type', { prefixes: [''] }, { max: 0 })),
    ),
    OK,
  ],
  [
    'an expression that is none',
    read.path,
    reading(
      all()
        .setCount('5')
        .setFilter(filterOn('type', { regex: '(?<' })),
    ),
    UNKNOWN,
  ],
  [
    'an expression of 1,000,000 characters',
    read.path,
    reading(
      all()
        .setCount('5')
        .setFilter(filterOn('type', { regex: '(a*)*'.repeat(2e5) })),
    ),
    UNKNOWN,
  ],
  [
    'a subscription backwards',
    read.path,
    reading(
      all()
        .setReadDirection(ReadReq.Options.ReadDirection.BACKWARDS)
        .setSubscription(new ReadReq.Options.SubscriptionOptions()),
    ),
    INVALID_ARGUMENT,
  ],
])('%s is answered', async (_name, path, messages, code) => {
  expect(await sent(path, messages)).toBe(code);
});

test('an expression that would search for ever ends its own read, and others are served meanwhile', async () => {
  await unaryAppend(raw, `${'a'.repeat(200)}!`, 'any', [{}]);
  const filter = filterOn('stream', { regex: '^(a+)+$' });
  const searching = Array.from({ length: 3 }, () => new ReadCall(raw, { filter }));
  const watching = new ReadCall(raw, { filter, subscription: true });
  const before = performance.now();
  expect(await unaryAppend(raw, 'meanwhile', 'any', [{}])).toHaveProperty('success');
  expect(performance.now() - before).toBeLessThan(3_000);
  for (const call of [...searching, watching]) {
    await call.finished();
    expect(call.failure).toMatchObject({ code: UNKNOWN });
  }
});

test('appends that are begun and left are forgotten', async () => {
  const unfinished = new BatchAppendReq()
    .setCorrelationId(someId())
    .setOptions(new BatchAppendReq.Options().setStreamIdentifier(streamNamed('left')));
  expect(await sent(append.path, [first, bytesOf(event(someId()))], false)).toBe(CANCELLED);
  expect(await sent(batchAppend.path, [bytesOf(unfinished)], false)).toBe(CANCELLED);
});

test('a client that dies in the middle of an append has written nothing of it', async () => {
  const streams = Array.from({ length: 20 }, (_, n) => `half-${n}`);
  const half = fork('test/support/half-appending-client.cjs', [String(node.port), ...streams]);
  const died = once(half, 'exit');
  await once(half, 'message');
  // What is sent is taken: the node has the events, and lacks the end.
  await new Promise((resolve) => setTimeout(resolve, 300));
  half.kill('SIGKILL');
  await died;
  await new Promise((resolve) => setTimeout(resolve, 300));
  const told = await Promise.all(streams.map((stream) => new ReadCall(raw, { stream }).finished()));
  expect(told).toEqual(streams.map(() => ['streamNotFound']));
});

test('what is not gRPC is not served', async () => {
  for (const bytes of [GARBAGE, Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')]) {
    const socket = connect(node.port, '127.0.0.1').resume();
    socket.on('error', () => undefined);
    socket.write(bytes);
    await once(socket, 'close');
  }
  const session = connectHttp2(`http://127.0.0.1:${node.port}`);
  const page = session.request({
    ':path': read.path,
    'content-type': 'text/html',
    ':method': 'POST',
  });
  const [headers] = (await once(page, 'response')) as [Record<string, unknown>];
  expect(headers[':status']).toBe(constants.HTTP_STATUS_UNSUPPORTED_MEDIA_TYPE);
  const cut = session.request({
    ':path': append.path,
    'content-type': 'application/grpc',
    ':method': 'POST',
  });
  cut.on('error', () => undefined);
  // The head of a message of a gigabyte, and a little of it.
  cut.write(Buffer.from('0040000000aabb', 'hex'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  session.destroy();
});
