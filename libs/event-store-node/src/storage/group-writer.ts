import { type Client } from 'pg';
import { type NodeObserver } from '../observation/node-observer';
import { binaryArray } from './binary-array';
import {
  type AppendOutcome,
  type AppendRequest,
  LOG_START,
  type RecordedEvent,
} from './event-storage.port';
import {
  type GroupInput,
  type GroupPlan,
  type PlannedEvent,
  planGroup,
  recordSize,
  type StoredPlace,
  type StoredStream,
} from './group-plan';
import { RecentMap } from '../recent-map';
import { INSERT_GROUP, LAST_STREAM_NUMBER } from './statements';
import { firstExactRevision, hashOfName, StoredFacts } from './stored-facts';

const STREAM_HEADS_KEPT = 50_000;
/** The first event stands here, so that `LOG_START` is before every event. */
const FIRST_POSITION = 64n;
const TICKS_PER_MICROSECOND = 10n;
const MICROSECONDS_PER_MS = 1_000;

/** What a committed group did. */
export type WrittenGroup = Readonly<{
  outcomes: readonly AppendOutcome[];
  events: readonly PlannedEvent[];
}>;

/** Deciding a group failed before anything was sent. */
export class NotDecided extends Error {}

/** The group before this one failed, upon which this one counted: nothing of it was written. */
export class OutOfTurn extends Error {}

/** Where the log ends, and what the next event and the next stream get. */
type LogEnd = Readonly<{ lastPosition: bigint; nextPosition: bigint; nextStreamNumber: bigint }>;

/** A group that PostgreSQL has and has not answered yet, and the log as it is when it is written. */
type UnderWay = Readonly<{
  end: LogEnd;
  /** Its streams, with their heads when it is written. */
  heads: ReadonlyMap<string, StoredStream>;
  written: Promise<void>;
}> & {
  /** The one it counts upon, while that is under way as well. */
  upon: UnderWay | undefined;
};

/**
 * Decides groups of appends and writes each in one transaction. A group may follow while the one before it is under way: it is
 * decided as if that were written, and its statement writes nothing unless it was.
 */
export class GroupWriter {
  private readonly heads = new RecentMap<string, StoredStream>(STREAM_HEADS_KEPT);
  private readonly facts: StoredFacts;
  private underWay: UnderWay | undefined;
  /** Groups are decided one after the other. */
  private decided: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly client: Client,
    private readonly now: () => number,
    private readonly observer: NodeObserver,
    private end: LogEnd,
  ) {
    this.facts = new StoredFacts(client);
  }

  /** A writer that goes on after the last event of the log. */
  static async resume(
    client: Client,
    last: RecordedEvent | undefined,
    { now, observer }: Readonly<{ now: () => number; observer: NodeObserver }>,
  ): Promise<GroupWriter> {
    const { rows } = await client.query<{ last: string }>(LAST_STREAM_NUMBER);
    return new GroupWriter(client, now, observer, {
      lastPosition: last?.position ?? LOG_START,
      nextPosition:
        last === undefined ? FIRST_POSITION : last.position + recordSize(last.stream, last),
      nextStreamNumber: BigInt(rows[0]?.last ?? 0) + 1n,
    });
  }

  /** The position of the last event written. */
  get position(): bigint {
    return this.end.lastPosition;
  }

  /** Resolves when the group is durable. @throws OutOfTurn when a group that was under way before it failed. */
  async write(appends: readonly AppendRequest[]): Promise<WrittenGroup> {
    const sent = this.decided.then(() => this.send(appends));
    this.decided = sent.catch(() => undefined);
    const { plan, written } = await sent;
    await written;
    return plan;
  }

  /** Decides a group and hands it to PostgreSQL. */
  private async send(
    appends: readonly AppendRequest[],
  ): Promise<Readonly<{ plan: GroupPlan; written: Promise<void> }>> {
    // What is not in memory is asked of the database, which knows the group before when that is written.
    if (this.underWay !== undefined && !this.hasAtHand(appends, this.underWay))
      await this.underWay.written.catch(() => undefined);
    const upon = this.underWay;
    const { streams, places } = await this.factsFor(appends, upon);
    const end = upon?.end ?? this.end;
    const createdTicks =
      BigInt(Math.trunc(this.now() * MICROSECONDS_PER_MS)) * TICKS_PER_MICROSECOND;
    const plan = decided({ appends, streams, places, ...end, createdTicks });
    if (plan.events.length === 0) return { plan, written: afterThat(upon) };
    const written = this.insert(plan, { upon, end, appends: appends.length });
    written.catch(() => undefined);
    return { plan, written };
  }

  /** Whether memory is enough to decide upon a group that is under way: of known streams nothing is repeated. */
  private hasAtHand(appends: readonly AppendRequest[], upon: UnderWay): boolean {
    return appends.every((append) => {
      const stream = this.known(append.stream, upon);
      const first = firstExactRevision(append);
      return stream !== undefined && first !== undefined && first > stream.head;
    });
  }

  private known(name: string, upon: UnderWay | undefined): StoredStream | undefined {
    return upon?.heads.get(name) ?? upon?.upon?.heads.get(name) ?? this.heads.get(name);
  }

  private async factsFor(
    appends: readonly AppendRequest[],
    upon: UnderWay | undefined,
  ): Promise<
    Readonly<{ streams: ReadonlyMap<string, StoredStream>; places: readonly StoredPlace[] }>
  > {
    const streams = new Map<string, StoredStream>();
    const unknown = new Set<string>();
    for (const { stream } of appends) {
      const known = this.known(stream, upon);
      if (known === undefined) unknown.add(stream);
      else streams.set(stream, known);
    }
    if (upon !== undefined) return { streams, places: [] };
    for (const [name, stream] of await this.facts.streams(unknown)) streams.set(name, stream);
    return { streams, places: await this.facts.places(appends, streams) };
  }

  private insert(
    plan: GroupPlan,
    { upon, end, appends }: Readonly<{ upon: UnderWay | undefined; end: LogEnd; appends: number }>,
  ): Promise<void> {
    const began = performance.now();
    const lastPosition = plan.events.at(-1)?.position ?? end.lastPosition;
    const { nextPosition, nextStreamNumber } = plan;
    const group: UnderWay = {
      end: { lastPosition, nextPosition, nextStreamNumber },
      heads: plan.heads,
      upon,
      written: this.insertRows(plan, end.lastPosition).then(
        () => {
          this.settle(group);
          this.observe(appends, plan, began);
        },
        (error: unknown) => {
          if (this.countsUpon(group)) this.underWay = undefined;
          throw error;
        },
      ),
    };
    this.underWay = group;
    return group.written;
  }

  private settle(group: UnderWay): void {
    this.end = group.end;
    for (const [name, stream] of group.heads) this.heads.set(name, stream);
    if (this.underWay === group) this.underWay = undefined;
    else if (this.underWay?.upon === group) this.underWay.upon = undefined;
  }

  /** Whether what is decided next would count upon this group. */
  private countsUpon(group: UnderWay): boolean {
    return this.underWay === group || this.underWay?.upon === group;
  }

  private async insertRows({ events, newStreams }: GroupPlan, after: bigint): Promise<void> {
    const { rowCount } = await this.client.query({
      name: 'insert-group',
      text: INSERT_GROUP,
      values: [
        binaryArray.int8(newStreams.map(({ number }) => number)),
        binaryArray.text(newStreams.map(({ name }) => name)),
        binaryArray.bytea(newStreams.map(({ name }) => hashOfName(name))),
        binaryArray.int8(events.map(({ position }) => position)),
        binaryArray.int8(events.map(({ streamNumber }) => streamNumber)),
        binaryArray.int8(events.map(({ revision }) => revision)),
        binaryArray.uuid(events.map(({ id }) => id)),
        binaryArray.text(events.map(({ type }) => type)),
        binaryArray.bool(events.map(({ isJson }) => isJson)),
        binaryArray.int8(events.map(({ createdTicks }) => createdTicks)),
        binaryArray.bytea(events.map(({ data }) => data)),
        binaryArray.bytea(events.map(({ metadata }) => metadata)),
        after,
      ],
    });
    if (rowCount !== events.length)
      throw new OutOfTurn('The log does not end where this group counted upon.');
  }

  private observe(appends: number, { events }: GroupPlan, began: number): void {
    this.observer.groupWritten({
      appends,
      events: events.length,
      bytes: events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0),
      milliseconds: performance.now() - began,
    });
  }
}

/** What was decided upon a group holds when that is written. */
async function afterThat(upon: UnderWay | undefined): Promise<void> {
  try {
    await upon?.written;
  } catch (cause) {
    throw new OutOfTurn('The group before this one was not written.', { cause });
  }
}

/** A defect in deciding must cost the group and not the node. */
function decided(input: GroupInput): GroupPlan {
  try {
    return planGroup(input);
  } catch (cause) {
    throw new NotDecided('The appends could not be decided.', { cause });
  }
}
