import { type EventLog, type LogMessage, type LogSubscription } from '#event-log';
import {
  type BrokenStream,
  type Gathered,
  type Gatherer,
  operationGatherer,
} from './gather-operations';
import { pause } from './pause';

/** An append arrives at once and whole: one that has not by then is looked for in its stream. */
const LOOK_MILLISECONDS = 500;

type Told = Gathered | Extract<LogMessage, { kind: 'caughtUp' }>;

type Reading = Readonly<{
  eventLog: EventLog;
  messages: LogSubscription;
  stopping: AbortSignal;
}>;

/**
 * The operations of the log as they come, and word of each time that all of it was read. An operation that was cut off is
 * told as a broken stream: it would hold the checkpoint back for everybody.
 */
export async function* operationsOf({
  eventLog,
  messages,
  stopping,
}: Reading): AsyncGenerator<Told> {
  const gatherer = operationGatherer();
  const incoming = messages[Symbol.asyncIterator]();
  const ask = (): ReturnType<typeof incoming.next> => {
    const asked = incoming.next();
    // Its failure is met when it is awaited; until then nobody may be looking.
    asked.catch(() => undefined);
    return asked;
  };
  let next = ask();
  // One at a time, also when it was begun for an operation that is whole by now: looking harms nobody.
  let look: Promise<'look'> | undefined;
  while (!stopping.aborted) {
    const isWhole = gatherer.unfinished().length === 0;
    if (!isWhole) look ??= looking(stopping);
    const came = await Promise.race(isWhole || look === undefined ? [next] : [look, next]);
    if (came === 'look') {
      look = undefined;
      yield* await cutOff(eventLog, gatherer);
      continue;
    }
    if (came.done === true) return;
    next = ask();
    yield* ended(gatherer, came.value);
  }
}

function looking(stopping: AbortSignal): Promise<'look'> {
  return pause(LOOK_MILLISECONDS, stopping).then(() => 'look' as const);
}

function ended(gatherer: Gatherer, message: LogMessage): readonly Told[] {
  if (message.kind === 'caughtUp') return [message];
  const gathered = message.kind === 'event' ? gatherer.gather(message.event) : undefined;
  return gathered === undefined ? [] : [gathered];
}

/** An append is there whole or not at all: what its stream does not have by now will never follow. */
async function cutOff(eventLog: EventLog, gatherer: Gatherer): Promise<readonly BrokenStream[]> {
  const cut: BrokenStream[] = [];
  for (const { stream, revision } of gatherer.unfinished()) {
    if (await hasMore(eventLog.readStream(stream, revision))) continue;
    const broken = gatherer.cutOff(stream);
    if (broken !== undefined) cut.push(broken);
  }
  return cut;
}

async function hasMore(events: AsyncIterable<unknown>): Promise<boolean> {
  for await (const event of events) return event !== undefined;
  return false;
}
