import { createHash } from 'node:crypto';
import { type Client } from 'pg';
import { type AppendRequest } from './event-storage.port';
import { type StoredPlace, type StoredStream } from './group-plan';
import { type PlaceRow, type StreamRow } from './rows';
import { PLACES_BY_ID, PLACES_BY_REVISION, STREAMS_BY_NAME } from './statements';

/** The key under which a stream's name is indexed. */
export const hashOfName = (name: string): Buffer => createHash('sha256').update(name).digest();

/** Where an append that names a revision would put its first event; undefined when it names none. */
export function firstExactRevision({ expected }: AppendRequest): bigint | undefined {
  if (expected.kind === 'noStream') return 0n;
  return expected.kind === 'revision' ? expected.revision + 1n : undefined;
}

/** What the database knows that the decision of some appends needs. */
export class StoredFacts {
  constructor(private readonly client: Client) {}

  async streams(names: ReadonlySet<string>): Promise<ReadonlyMap<string, StoredStream>> {
    if (names.size === 0) return new Map();
    const { rows } = await this.client.query<StreamRow>({
      name: 'streams-by-name',
      text: STREAMS_BY_NAME,
      values: [[...names].map(hashOfName)],
    });
    return new Map(
      rows.map((row) => [row.name, { number: BigInt(row.stream_number), head: BigInt(row.head) }]),
    );
  }

  /** Stored events that the appends may repeat: by id where no revision is named, else at the places named. */
  async places(
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
      if (first === undefined) for (const { id } of append.events) byId.push([stream.number, id]);
      else
        for (const place of placesTaken(stream, first, append.events.length))
          byRevision.push(place);
    }
    return [
      ...(await this.found({ name: 'places-by-id', text: PLACES_BY_ID }, byId, names)),
      ...(await this.found(
        { name: 'places-by-revision', text: PLACES_BY_REVISION },
        byRevision,
        names,
      )),
    ];
  }

  private async found(
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

/** The places from a revision on that hold events already. */
function placesTaken(
  { number, head }: StoredStream,
  first: bigint,
  count: number,
): [bigint, bigint][] {
  const taken: [bigint, bigint][] = [];
  for (let index = 0n; index < count && first + index <= head; index += 1n)
    taken.push([number, first + index]);
  return taken;
}
