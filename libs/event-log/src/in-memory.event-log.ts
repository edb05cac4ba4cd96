import {
  type AppendOutcome,
  type EncodedEvent,
  EventLog,
  HEAD_SEARCH_MAX,
  type LoggedEvent,
  type LogMessage,
  type LogSubscription,
  type Position,
  type Revision,
  STORE_APPEND_BYTES_MAX,
  type SubscriptionStart,
} from './event-log.port';
import { loggedEvent } from './stored-event';
import { type StreamName } from './stream-names';

type Row = Readonly<{
  stream: StreamName;
  revision: bigint;
  position: Position;
  id: string;
  type: string;
  data: string;
  metadata: string;
}>;

/** Places are sparse in a real store; so they are here, lest someone count on their density. */
const POSITION_STEP = 128n;

/** How often a reader says how far it has looked. */
const CHECKPOINT_EVERY = 1_000;

/** No machine time in tests: what is recorded at an instant of the business clock stands in the metadata. */
const CREATED = new Date(0);

/** What several in-memory logs share, as several processes share one server. It keeps events as JSON text. */
export class InMemoryEventStore {
  readonly rows: Row[] = [];
  readonly readers = new Set<Reader>();
  readonly #streams = new Map<StreamName, Row[]>();

  rowsOf(stream: StreamName): readonly Row[] {
    return this.#streams.get(stream) ?? [];
  }

  write(stream: StreamName, events: readonly EncodedEvent[]): Row | undefined {
    const rows = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, rows);
    for (const { id, type, data, metadata } of events) {
      const row = {
        stream,
        revision: BigInt(rows.length),
        position: BigInt(this.rows.length + 1) * POSITION_STEP,
        id,
        type,
        data: JSON.stringify(data),
        metadata: JSON.stringify(metadata),
      };
      rows.push(row);
      this.rows.push(row);
    }
    for (const reader of this.readers) reader.wake();
    return rows.at(-1);
  }
}

/** The log for tests. It passes the same contract suite as the EventStoreDB log. */
export class InMemoryEventLog extends EventLog {
  readonly #subscriptions = new Set<Reader>();

  constructor(private readonly store: InMemoryEventStore = new InMemoryEventStore()) {
    super();
  }

  override async *readStream(stream: StreamName, after: Revision): AsyncGenerator<LoggedEvent> {
    await Promise.resolve();
    for (const row of this.store.rowsOf(stream).slice(placeAfter(after))) yield logged(row);
  }

  override async append(
    stream: StreamName,
    events: readonly EncodedEvent[],
    expected: Revision,
  ): Promise<AppendOutcome> {
    await Promise.resolve();
    if (events.length === 0) throw new RangeError('An append without events');
    const bytes = events.reduce((sum, event) => sum + event.bytes, 0);
    if (bytes > STORE_APPEND_BYTES_MAX) return { outcome: 'tooLarge' };
    const rows = this.store.rowsOf(stream);
    const from = placeAfter(expected);
    if (from === rows.length) return appended(this.store.write(stream, events));
    const standing = rows.slice(from, from + events.length);
    const known =
      standing.length === events.length &&
      standing.every(({ id }, place) => id === events[place]?.id);
    return known ? appended(standing.at(-1)) : { outcome: 'conflict' };
  }

  override subscribeToAll({ after, prefixes }: SubscriptionStart): LogSubscription {
    const { rows, readers } = this.store;
    const first = after === 'start' ? 0 : rows.findIndex((row) => row.position > after);
    const reader = new Reader(rows, first === -1 ? rows.length : first, prefixes);
    this.#subscriptions.add(reader);
    readers.add(reader);
    return {
      [Symbol.asyncIterator]: () => reader.messages(),
      stop: () => {
        this.#stop(reader);
        return Promise.resolve();
      },
    };
  }

  override eventAt(position: Position): Promise<LoggedEvent | undefined> {
    const row = this.store.rows.find((each) => each.position === position);
    return Promise.resolve(row && logged(row));
  }

  override head(): Promise<Position | undefined> {
    return Promise.resolve(this.store.rows.at(-1)?.position);
  }

  override headOf(prefixes: readonly string[]): Promise<Position | undefined> {
    const last = this.store.rows
      .slice(-HEAD_SEARCH_MAX)
      .findLast(({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix)));
    return Promise.resolve(last?.position);
  }

  override close(): Promise<void> {
    for (const reader of this.#subscriptions) this.#stop(reader);
    return Promise.resolve();
  }

  #stop(reader: Reader): void {
    this.#subscriptions.delete(reader);
    this.store.readers.delete(reader);
    reader.stop();
  }
}

/** One subscriber's way through the rows. */
class Reader {
  #stopped = false;
  #wake: () => void = () => undefined;

  constructor(
    private readonly rows: readonly Row[],
    private next: number,
    private readonly prefixes: readonly string[],
  ) {}

  async *messages(): AsyncGenerator<LogMessage> {
    for (let caughtUp = false; !this.#stopped;) {
      const row = this.rows[this.next];
      if (row !== undefined) {
        this.next += 1;
        if (this.prefixes.some((prefix) => row.stream.startsWith(prefix)))
          yield { kind: 'event', event: logged(row) };
        else if (this.next % CHECKPOINT_EVERY === 0)
          yield { kind: 'checkpoint', position: row.position };
      } else if (!caughtUp) {
        caughtUp = true;
        yield { kind: 'caughtUp' };
      } else await this.#written();
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  wake(): void {
    this.#wake();
  }

  #written(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

function placeAfter(revision: Revision): number {
  return revision === 'empty' ? 0 : Number(revision) + 1;
}

function appended(last: Row | undefined): AppendOutcome {
  if (last === undefined) throw new Error('An append that wrote nothing');
  return { outcome: 'appended', revision: last.revision, position: last.position };
}

function logged({ data, metadata, ...row }: Row): LoggedEvent {
  return loggedEvent({
    ...row,
    created: CREATED,
    isJson: true,
    data: JSON.parse(data),
    metadata: JSON.parse(metadata),
  });
}
