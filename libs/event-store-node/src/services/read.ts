import { status } from '@grpc/grpc-js';
import { type UuidForm } from '../protocol/identifiers';
import { eventAnswer, lastRevisionAnswer, streamNotFoundAnswer } from '../protocol/read-answer';
import { type Origin, type ReadLogRequest, type ReadStreamRequest } from '../protocol/read-request';
import { RpcFailure } from '../protocol/rpc-failure';
import { type EventStorage, LOG_START, type RecordedEvent } from '../storage/event-storage.port';
import { type AnswerStream } from './answer-stream';
import { PageSize } from './page-size';

const BEYOND_ANY_REVISION = 9_223_372_036_854_775_807n;

/** Fetches up to `limit` events after the last one of the page before. */
type NextPage = (
  last: RecordedEvent | undefined,
  limit: number,
) => Promise<readonly RecordedEvent[]>;

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

/** Page after page, until enough was sent, a page is not full, or the client has left. */
async function sendPages(sending: Sending, out: AnswerStream): Promise<void> {
  const { nextPage, max, matches } = sending;
  const size = new PageSize();
  let last: RecordedEvent | undefined;
  for (let left = max; left > 0n && !out.closed.aborted;) {
    const limit = matches === undefined && left < BigInt(size.limit) ? Number(left) : size.limit;
    const page = await nextPage(last, limit);
    const wanted = matches === undefined ? page : page.filter(matches);
    left -= await sendUpTo(left, wanted, sending.uuidForm, out);
    if (page.length < limit) return;
    last = page.at(-1);
    size.learnFrom(page);
  }
}

async function sendUpTo(
  left: bigint,
  events: readonly RecordedEvent[],
  uuidForm: UuidForm,
  out: AnswerStream,
): Promise<bigint> {
  let sent = 0n;
  for (const event of events) {
    if (sent === left || out.closed.aborted) break;
    await out.send(eventAnswer(event, uuidForm));
    sent += 1n;
  }
  return sent;
}

function firstRevision({ from, direction }: ReadStreamRequest): bigint {
  if (from.kind === 'at') return from.value;
  return direction === 'backwards' && from.kind === 'end' ? BEYOND_ANY_REVISION : 0n;
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
