import {
  type AppendOutcome,
  type CommandId,
  type EncodedEvent,
  type EventLog,
  STORE_APPEND_BYTES_MAX,
} from '#event-log';
import { type ApplicationRejection } from '../messages/application-rejection';
import { appendSurely } from './append-surely';
import { type ExecutionBounds } from './execution-bounds';
import { doubt, foldOwn, type History, revisionAfter } from './history/history';
import { type Failure } from './history/keep-history';
import { encoded, type Operation } from './operation';
import { type StreamEvent, type StreamKind } from './stream-kind';
import { type StreamReader } from './history/stream-reader';

export type Written =
  | Readonly<{ outcome: 'written' }>
  /** Others wrote first, or the append may have been one of theirs: all has been read, decide again. */
  | Readonly<{ outcome: 'overtaken' }>
  | Readonly<{ outcome: 'tooLarge'; rejection: ApplicationRejection }>
  | Failure;

type WriterParts<State, Event extends StreamEvent> = Readonly<{
  log: EventLog;
  kind: StreamKind<State, Event>;
  reader: StreamReader<State, Event>;
  bounds: ExecutionBounds;
  pause: (ms: number) => Promise<void>;
}>;

/** Appends operations at the revision a history was read to, and folds them. */
export class OperationWriter<State, Event extends StreamEvent> {
  constructor(private readonly parts: WriterParts<State, Event>) {}

  /** @throws ImpossibleHistory, EventLogUnavailable */
  async write(history: History<State>, operation: Operation<Event>): Promise<Written> {
    const { log, kind, bounds, pause } = this.parts;
    if (history.isUnseen && (await this.#hasNews(history))) return { outcome: 'overtaken' };
    const encoding = encoded(kind, history, operation);
    if (encoding.outcome === 'tooLarge') return tooLarge(encoding.bytes, encoding.bytesMax);
    const { stream, revision: expected } = history;
    const { events } = encoding;
    const sure = await appendSurely(log, { stream, events, expected }, bounds, pause);
    if (sure.last.outcome !== 'appended')
      return this.#unwritten(history, sure.last, encoding.bytes);
    if (sure.resent || history.isDoubtful) return this.#foldAsRead(history, operation.commandId);
    return this.#foldAsWritten(history, operation, events, sure.last);
  }

  async #unwritten(
    history: History<State>,
    last: Exclude<AppendOutcome, { outcome: 'appended' }>,
    bytes: number,
  ): Promise<Written> {
    switch (last.outcome) {
      case 'conflict':
        await this.parts.reader.readTail(history);
        return { outcome: 'overtaken' };
      case 'unanswered':
        return this.#resolved(history, last.cause);
      case 'refused':
        return this.#unavailable('The event store refused the append', last.cause);
      case 'tooLarge':
        return tooLarge(bytes, STORE_APPEND_BYTES_MAX);
    }
  }

  async #hasNews(history: History<State>): Promise<boolean> {
    const before = history.revision;
    await this.parts.reader.readTail(history);
    return history.revision !== before;
  }

  /** The store knows an append by its ids alone: after doubt, only what is read is known to stand. */
  async #foldAsRead(history: History<State>, id: CommandId): Promise<Written> {
    await this.parts.reader.readTail(history);
    return { outcome: history.commands.has(id) ? 'written' : 'overtaken' };
  }

  async #foldAsWritten(
    history: History<State>,
    { accepted, events }: Operation<Event>,
    written: readonly EncodedEvent[],
    { revision, position }: Extract<AppendOutcome, { outcome: 'appended' }>,
  ): Promise<Written> {
    const first = revisionAfter(history.revision);
    if (revision !== first + BigInt(written.length) - 1n) {
      await this.parts.reader.readTail(history);
      return { outcome: 'overtaken' };
    }
    const known = [accepted, ...events].flatMap((event, index) => {
      const encodedEvent = written[index];
      if (encodedEvent === undefined) return [];
      const { metadata, bytes } = encodedEvent;
      return [{ event, recorded: { metadata, revision: first + BigInt(index), position }, bytes }];
    });
    foldOwn(history, this.parts.kind, known);
    return { outcome: 'written' };
  }

  /** No answer, however often the same bytes were sent: what stands now tells, or nothing does. */
  async #resolved(history: History<State>, cause: unknown): Promise<Written> {
    doubt(history);
    if (await this.#hasNews(history)) return { outcome: 'overtaken' };
    return this.#unavailable('The event store gave no answer', cause);
  }

  #unavailable(what: string, cause: unknown): Failure {
    const why = cause instanceof Error ? `: ${cause.message}` : '';
    const { unavailableRetryAfterSeconds: retryAfterSeconds } = this.parts.bounds;
    return { outcome: 'unavailable', reason: what + why, retryAfterSeconds };
  }
}

function tooLarge(bytes: number, limit: number): Written {
  return { outcome: 'tooLarge', rejection: { code: 'OperationTooLarge', bytes, limit } };
}
