import { createHash } from 'node:crypto';
import { type Client } from 'pg';
import {
  type AppendOutcome,
  type AppendRequest,
  LOG_START,
  type RecordedEvent,
} from './event-storage.port';
import {
  type GroupPlan,
  planGroup,
  recordSize,
  type StoredPlace,
  type StoredStream,
} from './group-plan';
import { RecentMap } from './recent-map';
import { type EventRow, eventOf, type PlaceRow, type StreamRow } from './rows';
import {
  INSERT_GROUP,
  LAST_EVENT,
  LAST_STREAM_NUMBER,
  PLACES_BY_ID,
  PLACES_BY_REVISION,
  STREAMS_BY_NAME,
} from './statements';

const STREAM_HEADS_KEPT = 50_000;
/** The first event stands here, so that `LOG_START` is before every event. */
const FIRST_POSITION = 64n;

/** What a committed group did. */
export type WrittenGroup = Readonly<{
  outcomes: readonly AppendOutcome[];
  events: readonly RecordedEvent[];
}>;

/** The key under which a stream's name is indexed. */
export const hashOfName = (name: string): Buffer => createHash('sha256').update(name).digest();

/** Decides groups of appends and writes each in one transaction. Takes one group at a time. */
export class GroupWriter {
  private readonly heads = new RecentMap<string, StoredStream>(STREAM_HEADS_KEPT);
  private lastPosition = LOG_START;
  private nextPosition = FIRST_POSITION;
  private nextStreamNumber = 1n;

  private constructor(
    private readonly client: Client,
    private readonly now: () => number,
  ) {}

  /** A writer that goes on where the log ends. */
  static async resume(client: Client, now: () => number): Promise<GroupWriter> {
    const writer = new GroupWriter(client, now);
    const last = await client.query<EventRow>(LAST_EVENT);
    const streams = await client.query<{ last: string }>(LAST_STREAM_NUMBER);
    writer.nextStreamNumber = BigInt(streams.rows[0]?.last ?? 0) + 1n;
    if (last.rows[0] === undefined) return writer;
    const event = eventOf(last.rows[0], '');
    writer.lastPosition = event.position;
    writer.nextPosition = event.position + recordSize(event.stream, event);
    return writer;
  }

  /** The position of the last event written. */
  get position(): bigint {
    return this.lastPosition;
  }

  /** The stream as it was last written, if that is still remembered. */
  rememberedHead(stream: string): StoredStream | undefined {
    return this.heads.get(stream);
  }

  async write(appends: readonly AppendRequest[]): Promise<WrittenGroup> {
    const streams = await this.streamsOf(appends);
    const places = await this.placesOf(appends, streams);
    const { nextPosition, nextStreamNumber, lastPosition } = this;
    const createdTicks = BigInt(Math.trunc(this.now() * 1000)) * 10n;
    const plan = planGroup({
      appends,
      streams,
      places,
      nextPosition,
      nextStreamNumber,
      lastPosition,
      createdTicks,
    });
    if (plan.events.length > 0) await this.insert(plan);
    for (const [name, stream] of plan.heads) this.heads.set(name, stream);
    return plan;
  }

  private async insert(plan: GroupPlan): Promise<void> {
    const { events, newStreams } = plan;
    await this.client.query({
      name: 'insert-group',
      text: INSERT_GROUP,
      values: [
        newStreams.map((stream) => stream.number),
        newStreams.map((stream) => stream.name),
        newStreams.map((stream) => hashOfName(stream.name)),
        events.map((event) => event.position),
        events.map((event) => event.streamNumber),
        events.map((event) => event.revision),
        events.map((event) => event.id),
        events.map((event) => event.type),
        events.map((event) => event.isJson),
        events.map((event) => event.createdTicks),
        events.map((event) => event.data),
        events.map((event) => event.metadata),
      ],
    });
    this.nextPosition = plan.nextPosition;
    this.nextStreamNumber = plan.nextStreamNumber;
    this.lastPosition = events.at(-1)?.position ?? this.lastPosition;
  }

  private async streamsOf(appends: readonly AppendRequest[]): Promise<Map<string, StoredStream>> {
    const streams = new Map<string, StoredStream>();
    const unknown = new Set<string>();
    for (const { stream } of appends) {
      const known = this.heads.get(stream);
      if (known === undefined) unknown.add(stream);
      else streams.set(stream, known);
    }
    if (unknown.size === 0) return streams;
    const { rows } = await this.client.query<StreamRow>({
      name: 'streams-by-name',
      text: STREAMS_BY_NAME,
      values: [[...unknown].map(hashOfName)],
    });
    for (const row of rows)
      streams.set(row.name, { number: BigInt(row.stream_number), head: BigInt(row.head) });
    return streams;
  }

  /** Stored events that the appends may repeat: by id where no revision is named, else at the places named. */
  private async placesOf(
    appends: readonly AppendRequest[],
    streams: ReadonlyMap<string, StoredStream>,
  ): Promise<StoredPlace[]> {
    const byId: [bigint, string][] = [];
    const byRevision: [bigint, bigint][] = [];
    const names = new Map<string, string>();
    for (const append of appends) {
      const stream = streams.get(append.stream);
      if (stream === undefined) continue;
      names.set(String(stream.number), append.stream);
      const first = firstExactRevision(append);
      if (first === undefined) byId.push(...append.events.map(({ id }) => pair(stream.number, id)));
      else
        for (
          let index = 0n;
          index < append.events.length && first + index <= stream.head;
          index += 1n
        )
          byRevision.push([stream.number, first + index]);
    }
    return [
      ...(await this.places({ name: 'places-by-id', text: PLACES_BY_ID }, byId, names)),
      ...(await this.places(
        { name: 'places-by-revision', text: PLACES_BY_REVISION },
        byRevision,
        names,
      )),
    ];
  }

  private async places(
    statement: Readonly<{ name: string; text: string }>,
    wanted: readonly [bigint, bigint | string][],
    names: ReadonlyMap<string, string>,
  ): Promise<StoredPlace[]> {
    if (wanted.length === 0) return [];
    const { rows } = await this.client.query<PlaceRow>({
      ...statement,
      values: [wanted.map(([number]) => number), wanted.map(([, sought]) => sought)],
    });
    return rows.map((row) => ({
      stream: names.get(row.stream_number) ?? '',
      id: row.event_id,
      revision: BigInt(row.stream_revision),
      position: BigInt(row.position),
    }));
  }
}

const pair = (number: bigint, id: string): [bigint, string] => [number, id];

/** Where an append that names a revision would put its first event; undefined when it names none. */
function firstExactRevision({ expected }: AppendRequest): bigint | undefined {
  if (expected.kind === 'noStream') return 0n;
  return expected.kind === 'revision' ? expected.revision + 1n : undefined;
}
