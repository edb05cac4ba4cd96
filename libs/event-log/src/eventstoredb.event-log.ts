import {
  type AllStreamResolvedEvent,
  BACKWARDS,
  END,
  type EventData,
  EventStoreDBClient,
  NO_STREAM,
  type ReadAllOptions,
  type ResolvedEvent,
  START,
  StreamNotFoundError,
  UnknownError,
} from '@eventstore/db-client';
import { outcomeOfFailure } from './eventstoredb.append-outcome';
import { chunksOf, fromClient } from './eventstoredb.reading';
import { EventStoreDbSubscription } from './eventstoredb.subscription';
import {
  type AppendOutcome,
  type EncodedEvent,
  EventLog,
  EventLogUnavailable,
  HEAD_SEARCH_MAX,
  type LoggedEvent,
  type LogSubscription,
  type Position,
  type Revision,
  type SubscriptionStart,
} from './event-log.port';
import { InFlight } from './in-flight';
import { type StreamName } from './stream-names';

/** Where the store is (`esdb://…`) and how long to wait for it. */
export type EventStoreDbSettings = Readonly<{
  connectionString: string;
  /** An append that has no answer after so many milliseconds is unanswered. */
  appendDeadlineMs?: number;
  /** A read or a new subscription to which the store says nothing for so many milliseconds has failed. */
  readSilenceMs?: number;
}>;

const APPEND_DEADLINE_MS = 5_000;
const READ_SILENCE_MS = 10_000;
const CLOSE_MS = 1_000;

/** Above about a hundred, appends on a new connection were seen to hang; more at once are not faster either. */
const APPENDS_IN_FLIGHT_MAX = 64;

/**
 * The log over EventStoreDB's protocol. One a process: the client keeps the pending appends of all its connections
 * in one place, and an error of one connection fails those of the others.
 */
export class EventStoreDbEventLog extends EventLog {
  readonly #client: EventStoreDBClient;
  readonly #appends = new InFlight(APPENDS_IN_FLIGHT_MAX);
  readonly #subscriptions = new Set<EventStoreDbSubscription>();

  constructor(private readonly settings: EventStoreDbSettings) {
    super();
    this.#client = EventStoreDBClient.connectionString(settings.connectionString);
  }

  override async *readStream(stream: StreamName, after: Revision): AsyncGenerator<LoggedEvent> {
    const source = this.#client.readStream(stream, {
      fromRevision: after === 'empty' ? START : after + 1n,
    });
    try {
      const chunks = chunksOf<ResolvedEvent>(source, this.#readSilenceMs, () => source.cancel());
      for await (const { event } of chunks) if (event !== undefined) yield fromClient(event);
    } catch (error) {
      if (error instanceof StreamNotFoundError) return;
      throw unavailable(`The stream ${stream} could not be read`, error);
    }
  }

  override async append(
    stream: StreamName,
    events: readonly EncodedEvent[],
    expected: Revision,
  ): Promise<AppendOutcome> {
    if (events.length === 0) throw new RangeError('An append without events');
    return this.#appends.run(() => this.#answered(this.#send(stream, events, expected)));
  }

  override subscribeToAll(start: SubscriptionStart): LogSubscription {
    const subscription = new EventStoreDbSubscription(this.#client, {
      start,
      silenceMs: this.#readSilenceMs,
      ended: (ended) => this.#subscriptions.delete(ended),
    });
    this.#subscriptions.add(subscription);
    return subscription;
  }

  override async eventAt(position: Position): Promise<LoggedEvent | undefined> {
    try {
      const found = await this.#firstOf({ fromPosition: { commit: position, prepare: position } });
      return found?.position === position ? found : undefined;
    } catch (error) {
      if (isNotTheStartOfAnEvent(error)) return undefined;
      throw unavailable(`The event at ${position.toString()} could not be read`, error);
    }
  }

  override async head(): Promise<Position | undefined> {
    try {
      const last = await this.#firstOf({ direction: BACKWARDS, fromPosition: END });
      return last?.position;
    } catch (error) {
      throw unavailable('The head of the log could not be read', error);
    }
  }

  override async headOf(prefixes: readonly string[]): Promise<Position | undefined> {
    const isAsked = ({ stream }: LoggedEvent): boolean =>
      prefixes.some((prefix) => stream.startsWith(prefix));
    try {
      const back = { direction: BACKWARDS, fromPosition: END, maxCount: HEAD_SEARCH_MAX } as const;
      return (await this.#firstOf(back, isAsked))?.position;
    } catch (error) {
      throw unavailable('The head of the log could not be read', error);
    }
  }

  override async close(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    await this.#disposed();
  }

  /** The client waits for calls that may have ended already and then says nothing: it is left after a while. */
  async #disposed(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_MS);
    });
    try {
      await Promise.race([this.#client.dispose(), enough]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #send(
    stream: StreamName,
    events: readonly EncodedEvent[],
    expected: Revision,
  ): Promise<AppendOutcome> {
    try {
      const { nextExpectedRevision, position } = await this.#client.appendToStream(
        stream,
        events.map(proposed),
        {
          expectedRevision: expected === 'empty' ? NO_STREAM : expected,
          deadline: this.#appendDeadlineMs,
        },
      );
      if (position === undefined) throw new EventLogUnavailable('The store gave no position');
      return { outcome: 'appended', revision: nextExpectedRevision, position: position.commit };
    } catch (error) {
      return outcomeOfFailure(error);
    }
  }

  /** The client sends the deadline to the server but does not keep it itself. */
  async #answered(sent: Promise<AppendOutcome>): Promise<AppendOutcome> {
    const deadline = this.#appendDeadlineMs;
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<AppendOutcome>((resolve) => {
      timer = setTimeout(() => {
        const cause = new EventLogUnavailable(`No answer to an append within ${deadline} ms`);
        resolve({ outcome: 'unanswered', cause });
      }, deadline);
    });
    try {
      return await Promise.race([sent, silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #firstOf(
    options: ReadAllOptions,
    isWanted: (event: LoggedEvent) => boolean = () => true,
  ): Promise<LoggedEvent | undefined> {
    const source = this.#client.readAll({ maxCount: 1, ...options });
    const chunks = chunksOf<AllStreamResolvedEvent>(source, this.#readSilenceMs, () =>
      source.cancel(),
    );
    for await (const { event } of chunks) {
      const logged = event && fromClient(event);
      if (logged !== undefined && isWanted(logged)) return logged;
    }
    return undefined;
  }

  get #appendDeadlineMs(): number {
    return this.settings.appendDeadlineMs ?? APPEND_DEADLINE_MS;
  }

  get #readSilenceMs(): number {
    return this.settings.readSilenceMs ?? READ_SILENCE_MS;
  }
}

function proposed({ id, type, data, metadata }: EncodedEvent): EventData {
  return {
    id,
    contentType: 'application/json',
    type,
    data: { ...data },
    metadata: { ...metadata },
  };
}

function unavailable(message: string, cause: unknown): EventLogUnavailable {
  return cause instanceof EventLogUnavailable ? cause : new EventLogUnavailable(message, { cause });
}

/** How the server says that a position lies within a record, which is what a moved log looks like. */
function isNotTheStartOfAnEvent(error: unknown): boolean {
  return error instanceof UnknownError && error.message.includes('Unexpected ReadAllResult');
}
