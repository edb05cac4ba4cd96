// An append that is sent again: ids are looked at, data is not; and what is known stays known after a restart.
import { randomUUID } from 'node:crypto';
import { type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import {
  BatchCall,
  type Expected,
  kindOf,
  unaryAppend,
} from '../../../test/support/event-store-appends';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';
import { ReadCall } from '../../../test/support/event-store-reads';

type How = 'unary' | 'batched';
/** An append: what it expects, and which of a case's ids it sends. */
type Step = readonly [expected: Expected, ids: readonly number[]];

let node: NodeUnderTest;
let streams = 0;
/** The last append of each case, for the node that starts next. */
const asked: Readonly<{ ask: () => Promise<string>; answer: string }>[] = [];

beforeAll(async () => {
  node = await startNodeUnderTest();
});
afterAll(() => node.close());

const ok = (revision: unknown, position: unknown) =>
  `revision ${String(revision)} at ${String(position)}`;
const conflict = (current: unknown) => `conflict at ${String(current)}`;

function toldByBatch(answer: BatchAppendResp | undefined): string {
  const success = answer?.getSuccess();
  if (success !== undefined)
    return ok(success.getCurrentRevision(), success.getPosition()?.getCommitPosition());
  return kindOf(answer);
}

async function append(how: How, stream: string, expected: Expected, ids: readonly string[]) {
  const proposals = ids.map((id) => ({ id, data: Buffer.from(JSON.stringify(randomUUID())) }));
  if (how === 'batched') {
    const call = await new BatchCall(node.raw).send({ stream, expected, proposals }).answered(1);
    call.cancel();
    return toldByBatch(call.answers[0]);
  }
  const answer = await unaryAppend(node.raw, stream, expected, proposals);
  if ('code' in answer) return `failed with ${answer.code}`;
  const { success, wrongExpectedVersion } = answer;
  if (success !== undefined) return ok(success.currentRevision, success.position?.commitPosition);
  return conflict(wrongExpectedVersion?.currentRevision);
}

/** Ids and positions of the events of a stream. */
async function eventsOf(stream: string) {
  const call = new ReadCall(node.raw, { stream });
  await call.finished();
  const events = call.answers.map((answer) => answer.getEvent()?.getEvent());
  return events.map((event) => ({
    id: event?.getId()?.getString(),
    position: event?.getCommitPosition(),
  }));
}

const ONE: Step = ['no', [0]];
const TWO: Step = ['no', [0, 1]];
const REPEATED: [string, readonly Step[], number, readonly number[]][] = [
  [
    'the same event, for any revision',
    [
      ['any', [0]],
      ['any', [0]],
    ],
    0,
    [0],
  ],
  [
    'the same event, for any, others between',
    [
      ['any', [0]],
      ['any', [1]],
      ['any', [0]],
    ],
    0,
    [0, 1],
  ],
  ['the same event, for an existing stream', [ONE, ['exists', [0]]], 0, [0]],
  [
    'the first of two, for any',
    [
      ['any', [0, 1]],
      ['any', [0]],
    ],
    0,
    [0, 1],
  ],
  [
    'the second of two, for any',
    [
      ['any', [0, 1]],
      ['any', [1]],
    ],
    1,
    [0, 1],
  ],
  [
    'both in the other order, for any',
    [
      ['any', [0, 1]],
      ['any', [1, 0]],
    ],
    0,
    [0, 1],
  ],
  ['two appends as one, for any', [ONE, [0, [1]], ['any', [0, 1]]], 1, [0, 1]],
  ['the same event, for no stream', [ONE, ONE], 0, [0]],
  ['the same event, for no stream, others after it', [ONE, ['any', [1]], ONE], 0, [0, 1]],
  ['the same event at a revision', [ONE, [0, [1]], [0, [1]]], 1, [0, 1]],
  ['the same at a revision, others after it', [ONE, [0, [1]], [1, [2]], [0, [1]]], 1, [0, 1, 2]],
  ['the first of two, for no stream', [TWO, ONE], 0, [0, 1]],
  ['two appends as one, for no stream', [ONE, [0, [1]], TWO], 1, [0, 1]],
  [
    'an id that stands twice, for no stream',
    [
      ['no', [0, 0]],
      ['no', [0, 0]],
    ],
    1,
    [0, 0],
  ],
  [
    'an id that stands twice, for any',
    [
      ['any', [0, 0]],
      ['any', [0, 0]],
    ],
    1,
    [0, 0],
  ],
  ['what was written again at the head', [ONE, [0, [0]], [0, [0]]], 1, [0, 0]],
];
const REFUSED: [string, readonly Step[], readonly number[]][] = [
  [
    'a known event and a new one, for any',
    [
      ['any', [0]],
      ['any', [0, 1]],
    ],
    [0],
  ],
  [
    'the last known and a new one, for any',
    [
      ['any', [0, 1]],
      ['any', [1, 2]],
    ],
    [0, 1],
  ],
  ['a known event and a new one, for an existing stream', [ONE, ['exists', [0, 1]]], [0]],
  ['a known event and a new one, for no stream', [ONE, TWO], [0]],
  ['known events elsewhere than they stand', [TWO, ['no', [1]]], [0, 1]],
  ['known events in another order, for no stream', [TWO, ['no', [1, 0]]], [0, 1]],
  ['a new event, for no stream', [ONE, ['no', [1]]], [0]],
  ['a new event after a known one, for no stream', [TWO, ['no', [0, 5]]], [0, 1]],
  ['a known event above the head', [ONE, [5, [0]]], [0]],
  ['known events just above the head', [TWO, [2, [1]]], [0, 1]],
];

/** Sends the steps to a fresh stream; the answer of the last is asked for again later. */
async function sent(how: How, steps: readonly Step[]) {
  const stream = `repeat-${(streams += 1)}`;
  const ids = Array.from({ length: 6 }, () => randomUUID());
  const ask = ([expected, which]: Step) =>
    append(
      how,
      stream,
      expected,
      which.map((index) => ids[index] ?? ''),
    );
  const answers: string[] = [];
  for (const step of steps) answers.push(await ask(step));
  const last = steps.at(-1);
  const answer = answers.at(-1) ?? '';
  if (last !== undefined) asked.push({ ask: () => ask(last), answer });
  return { stream, ids, answer };
}

describe.each<How>(['unary', 'batched'])('%s', (how) => {
  test.each(REPEATED)(
    '%s: the answer is where it stands, and nothing is written',
    async (_name, steps, revision, written) => {
      const { stream, ids, answer } = await sent(how, steps);
      const events = await eventsOf(stream);
      expect(events.map(({ id }) => id)).toEqual(written.map((index) => ids[index]));
      expect(answer).toBe(ok(revision, events[revision]?.position));
    },
  );

  test.each(REFUSED)('%s: a conflict, and nothing is written', async (_name, steps, written) => {
    const { stream, ids, answer } = await sent(how, steps);
    const current = conflict(written.length - 1);
    expect(answer).toBe(how === 'unary' ? current : 'WrongExpectedVersion');
    const events = await eventsOf(stream);
    expect(events.map(({ id }) => id)).toEqual(written.map((index) => ids[index]));
  });

  test('an id of one stream may stand in another, and is known in both', async () => {
    const id = randomUUID();
    const [one, other] = [`one-${how}`, `other-${how}`];
    for (const stream of [one, other])
      for (const expected of ['no', 'any', 'exists', 'no'] as const) {
        const ask = () => append(how, stream, expected, [id]);
        const answer = await ask();
        asked.push({ ask, answer });
        expect(answer).toBe(ok(0, (await eventsOf(stream))[0]?.position));
      }
  });
});

test('a node that starts again answers each of them as before', async () => {
  const { databaseUrl } = node;
  await node.close();
  node = await startNodeUnderTest(databaseUrl);
  expect(asked).toHaveLength(2 * (REPEATED.length + REFUSED.length + 8));
  const again: string[] = [];
  for (const { ask } of asked) again.push(await ask());
  expect(again).toEqual(asked.map(({ answer }) => answer));
});
