import { randomUUID } from 'node:crypto';
import {
  caughtUpAnswer,
  checkpointAnswer,
  confirmationAnswer,
  eventAnswer,
} from '../protocol/read-answer';
import { type ReadLogRequest, type ReadStreamRequest } from '../protocol/read-request';
import { handlerFailure } from '../protocol/rpc-failure';
import { type EventStorage, LOG_START, type RecordedEvent } from '../storage/event-storage.port';
import { type AnswerStream } from './answer-stream';
import { CommitBell } from './commit-bell';
import { PageSize } from './page-size';
import { isInsideRecord } from './read';

/** What a subscription does with the log: sees every event once and in order, and hears when it has seen all. */
type Follower = Readonly<{
  see: (event: RecordedEvent) => Promise<void>;
  seenAll: () => Promise<void>;
}>;

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
  const see = async (event: RecordedEvent): Promise<void> => {
    if (event.stream !== stream) return;
    exists = true;
    if (event.revision < next) return;
    next = event.revision + 1n;
    await out.send(eventAnswer(event, uuidForm));
  };
  // A stream without events has nothing to catch up with: the real server says so only after the first ones.
  const seenAll = async (): Promise<void> => {
    if (caughtUp || !exists) return;
    caughtUp = true;
    await out.send(caughtUpAnswer());
  };
  const upTo = storage.committedPosition();
  const nextPage = (limit: number): Promise<readonly RecordedEvent[]> =>
    storage.streamPage({ stream, direction: 'forwards', from: next, upTo, limit });
  await catchUp(nextPage, see, out);
  await follow(storage, upTo, { see, seenAll }, out);
}

/** Shows a follower what a stream has now, page by page. */
async function catchUp(
  nextPage: (limit: number) => Promise<readonly RecordedEvent[]>,
  see: Follower['see'],
  out: AnswerStream,
): Promise<void> {
  const size = new PageSize();
  for (let more = true; more && !out.closed.aborted;) {
    const { limit } = size;
    const page = await nextPage(limit);
    for (const event of page) await see(event);
    more = page.length === limit;
    size.learnFrom(page);
  }
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
  const see = async (event: RecordedEvent): Promise<void> => {
    if (filter?.matches(event) !== false) await out.send(eventAnswer(event, uuidForm));
    if (filter === undefined) return;
    searched += 1;
    if (searched % filter.checkpointEvery === 0) await out.send(checkpointAnswer(event.position));
  };
  const seenAll = async (): Promise<void> => {
    if (caughtUp) return;
    caughtUp = true;
    await out.send(caughtUpAnswer());
  };
  const position = {
    start: LOG_START,
    end: storage.committedPosition(),
    at: from.kind === 'at' ? from.value : LOG_START,
  }[from.kind];
  await follow(storage, position, { see, seenAll }, out);
}

/** Shows the log after a position to a follower: from memory where it reaches back far enough, else page by page. */
async function follow(
  storage: EventStorage,
  after: bigint,
  { see, seenAll }: Follower,
  out: AnswerStream,
): Promise<void> {
  const bell = new CommitBell(storage, out.closed);
  const size = new PageSize();
  let position = after;
  try {
    while (!out.closed.aborted) {
      const upTo = storage.committedPosition();
      const events =
        storage.recentAfter(position) ??
        (await storage.logPage({ direction: 'forwards', from: position, upTo, limit: size.limit }));
      for (const event of events) await see(event);
      position = events.at(-1)?.position ?? position;
      size.learnFrom(events);
      if (position < storage.committedPosition()) continue;
      await seenAll();
      await bell.rung();
    }
  } finally {
    bell.silence();
  }
}
