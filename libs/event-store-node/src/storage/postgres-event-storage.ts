import { Pool, type QueryConfig, type QueryResultRow } from 'pg';
import { AppendQueue } from './append-queue';
import { CommittedTail } from './committed-tail';
import {
  type AppendOutcome,
  type AppendRequest,
  EventStorage,
  type LogPageRequest,
  type RecordedEvent,
  StorageLost,
  StorageRefused,
  type StreamPageRequest,
} from './event-storage.port';
import { type StoredStream } from './group-plan';
import { GroupWriter, hashOfName } from './group-writer';
import { type EventRow, eventOf, type StreamRow } from './rows';
import { EVENT_AT, LOG_PAGE, STREAM_PAGE, STREAMS_BY_NAME } from './statements';
import { applicationName, openWriterSession, type WriterSession } from './writer-session';

const READING_SESSIONS_MAX = 4;

/** The log in PostgreSQL: one session writes, a small pool reads. */
export class PostgresEventStorage extends EventStorage {
  /** Resolves with the reason when this node can no longer write. */
  readonly lost: Promise<StorageLost>;
  private readonly queue: AppendQueue;
  private readonly tail: CommittedTail;
  private readonly listeners = new Set<() => void>();
  private committed: bigint;
  private stopping = false;

  private constructor(
    private readonly session: WriterSession,
    private readonly writer: GroupWriter,
    private readonly readers: Pool,
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
  static async open(databaseUrl: string, now: () => number): Promise<PostgresEventStorage> {
    const session = await openWriterSession(databaseUrl);
    const writer = await GroupWriter.resume(session.client, now);
    const readers = new Pool({
      connectionString: databaseUrl,
      application_name: applicationName('reader'),
      max: READING_SESSIONS_MAX,
    });
    // An idle reading session that ends is replaced at the next read, which reports what is wrong.
    readers.on('error', () => undefined);
    return new PostgresEventStorage(session, writer, readers);
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
    await this.readers.end();
    await this.session.client.end();
  }

  async headOf(stream: string): Promise<bigint | undefined> {
    return (await this.find(stream))?.head;
  }

  async streamPage(request: StreamPageRequest): Promise<readonly RecordedEvent[]> {
    const { stream, direction, from, upTo, limit } = request;
    const recent = direction === 'forwards' ? this.tail.pageOf(request) : undefined;
    if (recent !== undefined) return recent;
    const found = await this.find(stream);
    if (found === undefined) return [];
    const rows = await this.read<EventRow>({
      name: `stream-${direction}`,
      text: STREAM_PAGE[direction],
      values: [found.number, from, upTo, limit],
    });
    return rows.map((row) => eventOf(row, stream));
  }

  async logPage({
    direction,
    from,
    upTo,
    limit,
  }: LogPageRequest): Promise<readonly RecordedEvent[]> {
    const rows = await this.read<EventRow>({
      name: `log-${direction}`,
      text: LOG_PAGE[direction],
      values: [from, upTo, limit],
    });
    return rows.map((row) => eventOf(row, ''));
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

  onCommit(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** What the writer remembers is at least as new as what a query would find; only the writer adds to it. */
  private async find(stream: string): Promise<StoredStream | undefined> {
    const remembered = this.writer.rememberedHead(stream);
    if (remembered !== undefined) return remembered;
    const rows = await this.read<StreamRow>({
      name: 'streams-by-name',
      text: STREAMS_BY_NAME,
      values: [[hashOfName(stream)]],
    });
    const row = rows[0];
    return row && { number: BigInt(row.stream_number), head: BigInt(row.head) };
  }

  private async read<Row extends QueryResultRow>(query: QueryConfig): Promise<Row[]> {
    try {
      return (await this.readers.query<Row>(query)).rows;
    } catch (cause) {
      throw new StorageRefused('The log cannot be read at the moment.', { cause });
    }
  }

  private publish(events: readonly RecordedEvent[]): void {
    this.tail.add(events);
    this.committed = events.at(-1)?.position ?? this.committed;
    for (const listener of this.listeners) listener();
  }
}
