import { Client } from 'pg';
import { binaryRows, EVENT_COLUMNS } from './binary-rows';
import { copyIn, type Copied, copyOut } from './copy';
import { GroupCommits } from './group-commits';

const POSITION_STEP = 700;
/** Faster than an INSERT of arrays for groups of every size. */
const COPY_IN = `copy event_store.event (${EVENT_COLUMNS}) from stdin (format binary)`;
const COPY_OUT_COLUMNS = `s.name, ${EVENT_COLUMNS.split(', ')
  .map((column) => `e.${column}`)
  .join(', ')}`;
const EVENTS = 'event_store.event e join event_store.stream s using (stream_number)';

/** PostgreSQL without anything before it: a database with the node's tables and rows, written and read by the driver alone. */
export class BarePostgres {
  private readonly commits: GroupCommits;
  private readonly heads = new Map<string, Readonly<{ number: number; revision: number }>>();

  private closed: Promise<void> | undefined;

  private constructor(
    private readonly client: Client,
    private position: number,
    private streams: number,
  ) {
    this.commits = new GroupCommits((places) => copyIn(client, COPY_IN, binaryRows(places)));
  }

  static async open(databaseUrl: string): Promise<BarePostgres> {
    const client = new Client({ connectionString: databaseUrl });
    // The query that is under way rejects; without a listener the process would end and leave its directory.
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ position: string; streams: string }>(
      `select coalesce((select max(position) from event_store.event), 0) as position,
        coalesce((select max(stream_number) from event_store.stream), 0) as streams`,
    );
    return new BarePostgres(client, Number(rows[0]?.position), Number(rows[0]?.streams));
  }

  /** Makes a stream, which the others do with its first event. */
  async openStream(name: string): Promise<void> {
    this.streams += 1;
    this.heads.set(name, { number: this.streams, revision: -1 });
    await this.client.query(
      `insert into event_store.stream (stream_number, name, name_hash)
       values ($1, $2, sha256(convert_to($2, 'UTF8')))`,
      [this.streams, name],
    );
  }

  append(stream: string, count: number): Promise<void> {
    const head = this.heads.get(stream);
    if (head === undefined) throw new Error(`The stream ${stream} was not opened`);
    const first = head.revision + 1;
    this.heads.set(stream, { ...head, revision: head.revision + count });
    const places = Array.from({ length: count }, (_, index) => {
      this.position += POSITION_STEP;
      return { position: this.position, streamNumber: head.number, revision: first + index };
    });
    return this.commits.append(places);
  }

  /** The position that so many events stand behind; 0 when there are no more. */
  async positionBefore(events: number): Promise<bigint> {
    const { rows } = await this.client.query<{ position: string }>(
      'select position from event_store.event order by position desc offset $1 limit 1',
      [events],
    );
    return BigInt(rows[0]?.position ?? 0);
  }

  readStream(name: string, count: number): Promise<Copied> {
    return copyOut(
      this.client,
      `copy (select ${COPY_OUT_COLUMNS} from ${EVENTS} where e.stream_number =
        (select stream_number from event_store.stream where name_hash = sha256('${name}'))
        order by e.stream_revision limit ${count}) to stdout (format binary)`,
    );
  }

  readLog(after: bigint, count: number): Promise<Copied> {
    return copyOut(
      this.client,
      `copy (select ${COPY_OUT_COLUMNS} from ${EVENTS} where e.position > ${after}
        order by e.position limit ${count}) to stdout (format binary)`,
    );
  }

  close(): Promise<void> {
    return (this.closed ??= this.client.end());
  }
}
