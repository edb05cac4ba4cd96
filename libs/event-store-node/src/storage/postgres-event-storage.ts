import { Pool, type QueryConfig, type QueryResultRow } from 'pg';
import { type NodeObserver, UNOBSERVED } from '../observation/node-observer';
import { AppendQueue } from './append-queue';
import { copiedEvents } from './copied-rows';
import { CommittedTail } from './committed-tail';
import {
  type AppendOutcome,
  type AppendRequest,
  type EventPage,
  EventStorage,
  LOG_START,
  type LogPageRequest,
  PAGE_BYTES_MAX,
  type RecordedEvent,
  StorageLost,
  StorageRefused,
  type StreamPageRequest,
} from './event-storage.port';
import { type PlannedEvent, type StoredStream } from './group-plan';
import { GroupWriter } from './group-writer';
import { hashOfName } from './stored-facts';
import { RecentMap } from '../recent-map';
import { withSession } from './reading-session';
import { type StreamRow } from './rows';
import { EVENT_AT, LAST_EVENT, LOG_PAGE, STREAM_PAGE, STREAM_UP_TO } from './statements';
import { applicationName, openWriterSession, type WriterSession } from './writer-session';

const READING_SESSIONS_MAX = 4;
const PUBLISHED_HEADS_KEPT = 10_000;

/** The log in PostgreSQL: one session writes, a small pool reads. */
export class PostgresEventStorage extends EventStorage {
  /** Resolves with the reason when this node can no longer write. */
  readonly lost: Promise<StorageLost>;
  private readonly queue: AppendQueue;
  private readonly tail: CommittedTail;
  private readonly listeners = new Set<() => void>();
  private readonly published = new RecentMap<string, StoredStream>(PUBLISHED_HEADS_KEPT);
  private watching: Promise<void> | undefined;
  private committed: bigint;
  private stopping = false;

  private constructor(
    private readonly session: WriterSession,
    private readonly writer: GroupWriter,
    private readonly pools: Readonly<{ readers: Pool; watch: Pool }>,
  ) {
    super();
    this.committed = writer.position;
    this.tail = new CommittedTail(this.committed);
    let report: (error: StorageLost) => void = () => undefined;
    this.lost = new Promise((resolve) => {
      report = resolve;
    });
    this.queue = new AppendQueue({
      write: (appends) => writer.write(appends),
      committed: (events) => {
        this.publish(events);
      },
      lost: report,
    });
    void session.lost.then((cause) => {
      if (this.stopping) return;
      const error = new StorageLost('The session that holds the writer lock is gone.', { cause });
      this.queue.fail(error);
      report(error);
    });
  }

  /** Opens the log of a database, making its schema when there is none. Throws when another node writes to it. */
  static async open(
    databaseUrl: string,
    now: () => number,
    observer: NodeObserver = UNOBSERVED,
  ): Promise<PostgresEventStorage> {
    const session = await openWriterSession(databaseUrl);
    const readers = sessions(databaseUrl, 'reader', READING_SESSIONS_MAX);
    try {
      const [last] = await withSession(readers, (reader) => copiedEvents(reader, LAST_EVENT));
      const writer = await GroupWriter.resume(session.client, last, { now, observer });
      const watch = sessions(databaseUrl, 'watch', 1);
      return new PostgresEventStorage(session, writer, { readers, watch });
    } catch (error) {
      await Promise.allSettled([readers.end(), session.client.end()]);
      throw error;
    }
  }

  append(request: AppendRequest): Promise<AppendOutcome> {
    return this.queue.append(request);
  }

  /** Takes no more appends and waits for those under way. */
  drain(): Promise<void> {
    return this.queue.drain();
  }

  /** Gives the database back, and with it the right to write. */
  async close(): Promise<void> {
    await this.drain();
    this.stopping = true;
    await Promise.all([this.pools.readers.end(), this.pools.watch.end()]);
    await this.session.client.end();
  }

  async headOf(stream: string): Promise<bigint | undefined> {
    return (await this.find(stream))?.head;
  }

  async streamPage(request: StreamPageRequest): Promise<EventPage> {
    const { stream, direction, from, upTo, limit } = request;
    const recent = direction === 'forwards' ? this.tail.pageOf(request) : undefined;
    if (recent !== undefined) return recent;
    const found = await this.find(stream);
    if (found === undefined) return { events: [], isLast: true };
    const query = STREAM_PAGE[direction]({ ...found, from, upTo, limit });
    return pageOf(await this.copied(query, stream), limit);
  }

  async logPage({ direction, ...page }: LogPageRequest): Promise<EventPage> {
    return pageOf(await this.copied(LOG_PAGE[direction](page)), page.limit);
  }

  /** It looks into the log, over a session that reads do not wait for; whoever asks meanwhile hears the same answer. */
  answers(): Promise<void> {
    this.watching ??= this.pools.watch
      .query(EVENT_AT, [LOG_START])
      .then(() => undefined)
      .finally(() => {
        this.watching = undefined;
      });
    return this.watching;
  }

  async hasEventAt(position: bigint): Promise<boolean> {
    const rows = await this.read<{ found: boolean }>({ text: EVENT_AT, values: [position] });
    return rows[0]?.found === true;
  }

  committedPosition(): bigint {
    return this.committed;
  }

  recentAfter(position: bigint): readonly RecordedEvent[] | undefined {
    return this.tail.after(position);
  }

  waiting(): Readonly<{ appends: number; bytes: number }> {
    return this.queue.size;
  }

  onCommit(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** A stream as it is in the log up to the last event that readers may see. */
  private async find(stream: string): Promise<StoredStream | undefined> {
    const published = this.published.get(stream);
    if (published !== undefined) return published;
    const [row] = await this.read<StreamRow>({
      name: 'stream-up-to',
      text: STREAM_UP_TO,
      values: [hashOfName(stream), this.committed],
    });
    return row && { number: BigInt(row.stream_number), head: BigInt(row.head) };
  }

  private async read<Row extends QueryResultRow>(query: QueryConfig): Promise<Row[]> {
    try {
      return (await this.pools.readers.query<Row>(query)).rows;
    } catch (cause) {
      throw unreadable(cause);
    }
  }

  private async copied(query: string, stream?: string): Promise<readonly RecordedEvent[]> {
    try {
      return await withSession(this.pools.readers, (session) =>
        copiedEvents(session, query, stream),
      );
    } catch (cause) {
      throw unreadable(cause);
    }
  }

  private publish(events: readonly PlannedEvent[]): void {
    this.tail.add(events);
    for (const { stream, streamNumber, revision } of events)
      this.published.set(stream, { number: streamNumber, head: revision });
    this.committed = events.at(-1)?.position ?? this.committed;
    for (const listener of this.listeners) listener();
  }
}

const unreadable = (cause: unknown): StorageRefused =>
  new StorageRefused('The log cannot be read at the moment.', { cause });

/** A page that is filled by neither events nor bytes is the last one. */
function pageOf(events: readonly RecordedEvent[], limit: number): EventPage {
  const bytes = events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  return { events, isLast: events.length < limit && bytes < PAGE_BYTES_MAX };
}

function sessions(databaseUrl: string, role: string, max: number): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: applicationName(role),
    max,
  });
  // An idle session that ends is replaced at the next use, which reports what is wrong.
  pool.on('error', () => undefined);
  return pool;
}
