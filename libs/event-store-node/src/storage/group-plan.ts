import { decideAppend, type Place, type StreamFacts } from './append-decision';
import {
  type AppendOutcome,
  type AppendRequest,
  type ProposedEvent,
  type RecordedEvent,
} from './event-storage.port';

/** A stream as the database has it, before the group that is being planned. */
export type StoredStream = Readonly<{ number: bigint; head: bigint }>;

/** An event that is in the database already and that an append of the group may repeat. */
export type StoredPlace = Place & Readonly<{ stream: string; id: string }>;

export type GroupInput = Readonly<{
  appends: readonly AppendRequest[];
  streams: ReadonlyMap<string, StoredStream>;
  places: readonly StoredPlace[];
  nextPosition: bigint;
  nextStreamNumber: bigint;
  lastPosition: bigint;
  createdTicks: bigint;
}>;

export type PlannedEvent = RecordedEvent & Readonly<{ streamNumber: bigint }>;

export type GroupPlan = Readonly<{
  events: readonly PlannedEvent[];
  newStreams: readonly Readonly<{ number: bigint; name: string }>[];
  heads: ReadonlyMap<string, StoredStream>;
  outcomes: readonly AppendOutcome[];
  nextPosition: bigint;
  nextStreamNumber: bigint;
}>;

/** Positions are spaced like byte offsets, so that no reader comes to count on neighbours. */
const RECORD_OVERHEAD = 64n;

/** How far the position after an event lies beyond the event's own. */
export function recordSize(stream: string, event: ProposedEvent): bigint {
  const { type, data, metadata } = event;
  return (
    RECORD_OVERHEAD + BigInt(stream.length + type.length + data.byteLength + metadata.byteLength)
  );
}

/** One stream while a group is planned: what is stored, and what the group adds. */
class PlannedStream implements StreamFacts {
  head: bigint;
  private readonly byId = new Map<string, Place>();
  private readonly byRevision = new Map<bigint, { id: string; position: bigint }>();

  constructor(
    readonly number: bigint,
    storedHead: bigint,
  ) {
    this.head = storedHead;
  }

  placeOf = (id: string): Place | undefined => this.byId.get(id);
  eventAt = (revision: bigint): { id: string; position: bigint } | undefined =>
    this.byRevision.get(revision);

  remember(id: string, { revision, position }: Place): void {
    const known = this.byId.get(id);
    if (known === undefined || known.revision < revision) this.byId.set(id, { revision, position });
    this.byRevision.set(revision, { id, position });
  }
}

/** Decides the appends of a group one after the other, each seeing what the earlier ones add. */
export function planGroup(input: GroupInput): GroupPlan {
  const draft = new GroupDraft(input);
  const outcomes = input.appends.map((append) => draft.add(append));
  return { ...draft.written(), outcomes };
}

class GroupDraft {
  private readonly streams = new Map<string, PlannedStream>();
  private readonly events: PlannedEvent[] = [];
  private readonly newStreams: { number: bigint; name: string }[] = [];
  private nextPosition: bigint;
  private nextStreamNumber: bigint;

  constructor(private readonly input: GroupInput) {
    this.nextPosition = input.nextPosition;
    this.nextStreamNumber = input.nextStreamNumber;
    for (const [name, { number, head }] of input.streams)
      this.streams.set(name, new PlannedStream(number, head));
    for (const place of input.places) this.streams.get(place.stream)?.remember(place.id, place);
  }

  add({ stream: name, expected, events }: AppendRequest): AppendOutcome {
    const stream = this.streams.get(name) ?? new PlannedStream(this.nextStreamNumber, -1n);
    const ids = events.map((event) => event.id);
    const decision = decideAppend(expected, ids, stream);
    switch (decision.kind) {
      case 'conflict':
        return { kind: 'conflict', current: existing(stream.head) };
      case 'alreadyWritten':
        return { kind: 'appended', ...decision.place };
      case 'nothingToWrite':
        return { kind: 'appended', revision: existing(stream.head), position: this.lastPosition() };
      case 'write':
        return this.write(name, stream, events);
    }
  }

  written(): Omit<GroupPlan, 'outcomes'> {
    const heads = new Map(
      [...this.streams].map(([name, { number, head }]) => [name, { number, head }]),
    );
    const { events, newStreams, nextPosition, nextStreamNumber } = this;
    return { events, newStreams, heads, nextPosition, nextStreamNumber };
  }

  private write(
    name: string,
    stream: PlannedStream,
    events: readonly ProposedEvent[],
  ): AppendOutcome {
    if (stream.head < 0n) this.open(name, stream);
    for (const event of events) {
      const { id, type, isJson, data, metadata } = event;
      const place = { revision: stream.head + 1n, position: this.nextPosition };
      // Spelled out: copied by `...` an event takes several times as long.
      this.events.push({
        id,
        type,
        isJson,
        data,
        metadata,
        stream: name,
        streamNumber: stream.number,
        revision: place.revision,
        position: place.position,
        createdTicks: this.input.createdTicks,
      });
      stream.remember(id, place);
      stream.head = place.revision;
      this.nextPosition += recordSize(name, event);
    }
    return { kind: 'appended', revision: stream.head, position: this.lastPosition() };
  }

  private open(name: string, stream: PlannedStream): void {
    this.streams.set(name, stream);
    this.newStreams.push({ number: stream.number, name });
    this.nextStreamNumber += 1n;
  }

  private lastPosition(): bigint {
    return this.events.at(-1)?.position ?? this.input.lastPosition;
  }
}

const existing = (head: bigint): bigint | undefined => (head < 0n ? undefined : head);
