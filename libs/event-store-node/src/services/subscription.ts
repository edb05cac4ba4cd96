import { randomUUID } from 'node:crypto';
import {
  caughtUpAnswer,
  checkpointAnswer,
  confirmationAnswer,
  eventAnswer,
  sharedEventAnswer,
} from '../protocol/read-answer';
import { type ReadLogRequest, type ReadStreamRequest } from '../protocol/read-request';
import { handlerFailure } from '../protocol/rpc-failure';
import { type EventStorage, LOG_START, type RecordedEvent } from '../storage/event-storage.port';
import { type AnswerStream } from './answer-stream';
import { CommitBell } from './commit-bell';
import { type FairTurns, fairTurns, UNHINDERED } from './fair-turns';
import { type NextPage, pagesOf } from './paged-reading';
import { isInsideRecord } from './read';

/** What a subscription does with the log: sees every event once and in order, and hears when it has seen all. */
type Follower = Readonly<{
  /** False when the client must take some before the next event. */
  see: (event: RecordedEvent, encode: typeof eventAnswer) => boolean;
  seenAll: () => void;
  turns: FairTurns;
}>;

/** Up to where the log was searched. */
type Place = { position: bigint };

/** Sends the events of a stream after a revision, those there are and those that come, until the client leaves. */
export async function subscribeToStream(
  storage: EventStorage,
  request: ReadStreamRequest,
  out: AnswerStream,
): Promise<void> {
  const { stream, from, uuidForm } = request;
  const head = await storage.headOf(stream);
  let next = from.kind === 'at' ? from.value + 1n : 0n;
  if (from.kind === 'end') next = (head ?? -1n) + 1n;
  let exists = head !== undefined;
  let caughtUp = false;
  await out.send(confirmationAnswer(randomUUID()));
  const see: Follower['see'] = (event, encode) => {
    if (event.stream !== stream) return true;
    exists = true;
    if (event.revision < next) return true;
    next = event.revision + 1n;
    return out.writeEvent(encode(event, uuidForm));
  };
  // A stream without events has nothing to catch up with: the real server says so only after the first ones.
  const seenAll = (): void => {
    if (caughtUp || !exists) return;
    caughtUp = true;
    out.write(caughtUpAnswer());
  };
  const upTo = storage.committedPosition();
  const place = { position: upTo };
  out.becomes({ source: 'stream', position: () => place.position });
  const nextPage: NextPage = (last, limit) => {
    const first = last === undefined ? next : last.revision + 1n;
    return storage.streamPage({ stream, direction: 'forwards', from: first, upTo, limit });
  };
  const follower = { see, seenAll, turns: UNHINDERED };
  for await (const page of pagesOf(nextPage)) {
    place.position = beforeFirst(page) ?? upTo;
    await show(page, eventAnswer, follower, out);
    if (out.closed.aborted) return;
  }
  place.position = upTo;
  await follow(storage, place, follower, out);
}

/** Sends the events of the log after a position that pass the filter, and checkpoints, until the client leaves. */
export async function subscribeToLog(
  storage: EventStorage,
  request: ReadLogRequest,
  out: AnswerStream,
): Promise<void> {
  const { from, filter, uuidForm } = request;
  if (filter?.checkpointEvery === 0)
    throw handlerFailure('The checkpoint interval of a filter must not be zero.');
  if (await isInsideRecord(storage, from))
    throw handlerFailure('No event stands at this position.');
  let caughtUp = false;
  let searched = 0;
  await out.send(confirmationAnswer(randomUUID()));
  const see: Follower['see'] = (event, encode) => {
    if (filter === undefined) return out.writeEvent(encode(event, uuidForm));
    const taken = filter.matches(event) ? out.writeEvent(encode(event, uuidForm)) : true;
    searched += 1;
    if (searched % filter.checkpointEvery !== 0) return taken;
    return out.write(checkpointAnswer(event.position));
  };
  const seenAll = (): void => {
    if (caughtUp) return;
    caughtUp = true;
    out.write(caughtUpAnswer());
  };
  const after = {
    start: LOG_START,
    end: storage.committedPosition(),
    at: from.kind === 'at' ? from.value : LOG_START,
  }[from.kind];
  const place = { position: after };
  out.becomes({ source: 'log', position: () => place.position });
  const turns = filter === undefined ? UNHINDERED : fairTurns();
  await follow(storage, place, { see, seenAll, turns }, out);
}

/** Shows the log after a position to a follower, as far as it goes and as it grows, until the client leaves. */
async function follow(
  storage: EventStorage,
  place: Place,
  follower: Follower,
  out: AnswerStream,
): Promise<void> {
  const bell = new CommitBell(storage, out.closed);
  try {
    while (!out.closed.aborted) {
      await showFrom(place, storage, follower, out);
      if (place.position < storage.committedPosition()) continue;
      follower.seenAll();
      await bell.rung();
    }
  } finally {
    bell.silence();
  }
}

/** Shows what the log has after a place: from memory where that reaches back far enough, else page by page. */
async function showFrom(
  place: Place,
  storage: EventStorage,
  follower: Follower,
  out: AnswerStream,
): Promise<void> {
  const recent = storage.recentAfter(place.position);
  const encode = recent === undefined ? eventAnswer : sharedEventAnswer;
  const pages = recent === undefined ? logPages(storage, place.position) : [recent];
  for await (const page of pages) {
    await show(page, encode, follower, out);
    if (out.closed.aborted) return;
    place.position = page.at(-1)?.position ?? place.position;
  }
}

function logPages(storage: EventStorage, after: bigint): AsyncGenerator<readonly RecordedEvent[]> {
  const upTo = storage.committedPosition();
  return pagesOf((last, limit) => {
    const from = last?.position ?? after;
    return storage.logPage({ direction: 'forwards', from, upTo, limit });
  });
}

function beforeFirst([first]: readonly RecordedEvent[]): bigint | undefined {
  return first === undefined ? undefined : first.position - 1n;
}

/** Shows events to a follower no faster than the client takes them. */
async function show(
  events: readonly RecordedEvent[],
  encode: typeof eventAnswer,
  { see, turns }: Follower,
  out: AnswerStream,
): Promise<void> {
  for (const event of events) {
    if (!see(event, encode)) await out.drained();
    const turn = turns();
    if (turn !== undefined) await turn;
    if (out.closed.aborted) return;
  }
  out.reportEvents();
}
