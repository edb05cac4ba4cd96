import {
  type AllStreamRecordedEvent,
  type RecordedEvent as ClientEvent,
} from '@eventstore/db-client';
import { EventLogUnavailable, type LoggedEvent } from './event-log.port';
import { loggedEvent } from './stored-event';

/** What is needed of the client's streams. */
type Source<Chunk> = AsyncIterable<Chunk> &
  Readonly<{
    on(event: 'error', listener: (error: Error) => void): unknown;
    destroy(error?: Error): unknown;
  }>;

/**
 * The chunks of a client's stream. Fails with `EventLogUnavailable` when the store is silent for `silenceMs` while a
 * chunk is awaited. `letGo` ends the call at the server, which leaving the stream alone does not.
 */
export async function* chunksOf<Chunk>(
  source: Source<Chunk>,
  silenceMs: number | 'any',
  letGo: () => Promise<void>,
): AsyncGenerator<Chunk> {
  // The client reports a lost connection even after the reader has left; nobody may be there to hear it.
  source.on('error', () => undefined);
  const silence = new SilenceWatch(source, silenceMs);
  const chunks = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await silence.during(chunks.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    silence.end();
    source.destroy();
    // Where no call was made there is none to end.
    await letGo().catch(() => undefined);
  }
}

/** An event as the client hands it out. */
export function fromClient(event: ClientEvent | AllStreamRecordedEvent): LoggedEvent {
  if (event.position === undefined)
    throw new EventLogUnavailable('The store gives events no position: it must be 22.6 or later');
  return loggedEvent({
    stream: event.streamId,
    revision: event.revision,
    position: event.position.commit,
    id: event.id,
    type: event.type,
    created: event.created,
    isJson: event.isJson,
    data: event.data,
    metadata: event.metadata,
  });
}

/** Breaks a stream off that says nothing for too long. The time its reader takes does not count. */
class SilenceWatch {
  #awaited = false;
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(source: Source<unknown>, silenceMs: number | 'any') {
    if (silenceMs === 'any') return;
    this.#timer = setTimeout(() => {
      if (this.#awaited)
        source.destroy(new EventLogUnavailable(`The event store said nothing for ${silenceMs} ms`));
    }, silenceMs).unref();
  }

  async during<Result>(awaited: Promise<Result>): Promise<Result> {
    this.#awaited = true;
    this.#timer?.refresh();
    try {
      return await awaited;
    } finally {
      this.#awaited = false;
    }
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
