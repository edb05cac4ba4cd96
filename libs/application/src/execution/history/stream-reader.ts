import { type EventLog, type LoggedEvent, type StreamName } from '#event-log';
import {
  assertWhole,
  confirm,
  emptyHistory,
  type Folding,
  foldRead,
  type History,
  ImpossibleHistory,
  revisionBefore,
} from './history';
import { type StreamEvent } from '../stream-kind';

/** Reads the streams of one kind to their heads. */
export class StreamReader<State, Event extends StreamEvent> {
  constructor(
    private readonly log: EventLog,
    private readonly kind: Folding<State, Event>,
  ) {}

  /** The whole stream folded. @throws ImpossibleHistory, EventLogUnavailable */
  async load(stream: StreamName): Promise<History<State>> {
    const history = emptyHistory(stream, this.kind);
    await this.#fold(history, this.log.readStream(stream, 'empty'));
    return history;
  }

  /**
   * Folds what a history misses. What this process wrote itself is looked at first: the store compares ids and not
   * data, so that the same command decided by another process may stand in its place.
   * @throws ImpossibleHistory, EventLogUnavailable
   */
  async readTail(history: History<State>): Promise<void> {
    const { stream, revision, isUnseen } = history;
    const isSeenFirst = isUnseen && revision !== 'empty';
    const events = this.log.readStream(stream, isSeenFirst ? revisionBefore(revision) : revision);
    await this.#fold(history, isSeenFirst ? confirmed(history, events) : events);
  }

  async #fold(history: History<State>, events: AsyncIterable<LoggedEvent>): Promise<void> {
    for await (const event of events) foldRead(history, this.kind, event);
    assertWhole(history);
  }
}

/** The events after the one that this process wrote last, once that one is seen to stand. */
async function* confirmed<State>(
  history: History<State>,
  events: AsyncIterable<LoggedEvent>,
): AsyncGenerator<LoggedEvent> {
  let isSeen = false;
  for await (const event of events) {
    if (isSeen) yield event;
    else confirm(history, event);
    isSeen = true;
  }
  if (!isSeen) throw new ImpossibleHistory(`${history.stream}: what was written is not there`);
}
