import { status } from '@grpc/grpc-js';
import { type UuidForm } from '../protocol/identifiers';
import { eventAnswer, lastRevisionAnswer, streamNotFoundAnswer } from '../protocol/read-answer';
import { type Origin, type ReadLogRequest, type ReadStreamRequest } from '../protocol/read-request';
import { RpcFailure } from '../protocol/rpc-failure';
import { type EventStorage, LOG_START, type RecordedEvent } from '../storage/event-storage.port';
import { type AnswerStream } from './answer-stream';
import { type FairTurns, fairTurns } from './fair-turns';
import { NO_LIMIT, type NextPage, pagesOf } from './paged-reading';

/** Sends up to `max` events of a stream, as it is now, page by page. */
export async function readStream(
  storage: EventStorage,
  request: ReadStreamRequest,
  max: bigint,
  out: AnswerStream,
): Promise<void> {
  const { stream, direction, uuidForm, wantsLastRevision } = request;
  const head = await storage.headOf(stream);
  if (head === undefined) {
    await out.send(streamNotFoundAnswer(stream));
    return;
  }
  if (max === 0n || (direction === 'forwards' && request.from.kind === 'end'))
    throw new RpcFailure(status.UNKNOWN, 'Unexpected ReadStreamResult: Error');
  const upTo = storage.committedPosition();
  const first = firstRevision(request);
  const step = direction === 'forwards' ? 1n : -1n;
  const nextPage: NextPage = (last, limit) => {
    const from = last === undefined ? first : last.revision + step;
    return storage.streamPage({ stream, direction, from, upTo, limit });
  };
  await sendPages({ nextPage, max, uuidForm, matches: undefined }, out);
  if (wantsLastRevision) await out.send(lastRevisionAnswer(head));
}

/** Sends up to `max` events of the log that pass the filter, as the log is now, page by page. */
export async function readLog(
  storage: EventStorage,
  request: ReadLogRequest,
  max: bigint,
  out: AnswerStream,
): Promise<void> {
  const { direction, uuidForm, filter } = request;
  if (await isInsideRecord(storage, request.from))
    throw new RpcFailure(status.UNKNOWN, 'Unexpected ReadAllResult: Error');
  const upTo = storage.committedPosition();
  const first = firstPosition(request, upTo);
  const nextPage: NextPage = (last, limit) =>
    storage.logPage({ direction, from: last?.position ?? first, upTo, limit });
  await sendPages({ nextPage, max, uuidForm, matches: filter?.matches }, out);
}

/** A position before the end of the log at which no event stands. */
export async function isInsideRecord(storage: EventStorage, from: Origin): Promise<boolean> {
  if (from.kind !== 'at' || from.value > storage.committedPosition()) return false;
  return !(await storage.hasEventAt(from.value));
}

type Sending = Readonly<{
  nextPage: NextPage;
  max: bigint;
  uuidForm: UuidForm;
  matches: ((event: RecordedEvent) => boolean) | undefined;
}>;

/** Page after page, until enough was sent, the log has no more, or the client has left. */
async function sendPages(
  { nextPage, max, uuidForm, matches }: Sending,
  out: AnswerStream,
): Promise<void> {
  let left = max;
  const turns = fairTurns();
  // Without a filter every event fetched is sent: no more than that are fetched.
  for await (const page of pagesOf(nextPage, matches === undefined ? max : NO_LIMIT)) {
    const wanted = matches === undefined ? page : await filtered(page, matches, turns, out);
    const sent = left < BigInt(wanted.length) ? wanted.slice(0, Number(left)) : wanted;
    await sendEvents(sent, uuidForm, out);
    left -= BigInt(sent.length);
    if (left === 0n || out.closed.aborted) return;
  }
}

async function filtered(
  page: readonly RecordedEvent[],
  matches: (event: RecordedEvent) => boolean,
  turns: FairTurns,
  { closed }: AnswerStream,
): Promise<readonly RecordedEvent[]> {
  const wanted: RecordedEvent[] = [];
  for (const event of page) {
    if (matches(event)) wanted.push(event);
    const turn = turns();
    if (turn !== undefined) await turn;
    if (closed.aborted) return [];
  }
  return wanted;
}

async function sendEvents(
  events: readonly RecordedEvent[],
  uuidForm: UuidForm,
  out: AnswerStream,
): Promise<void> {
  for (const event of events) {
    if (!out.writeEvent(eventAnswer(event, uuidForm))) await out.drained();
    if (out.closed.aborted) return;
  }
  out.reportEvents();
}

function firstRevision({ from, direction }: ReadStreamRequest): bigint {
  if (from.kind === 'at') return from.value;
  return direction === 'backwards' && from.kind === 'end' ? NO_LIMIT : 0n;
}

/** Forwards a position is included, backwards it is not; pages begin after (or before) what they are given. */
function firstPosition({ from, direction }: ReadLogRequest, committed: bigint): bigint {
  switch (from.kind) {
    case 'start':
      return LOG_START;
    case 'end':
      return direction === 'forwards' ? committed : committed + 1n;
    case 'at':
      return direction === 'forwards' ? from.value - 1n : from.value;
  }
}
