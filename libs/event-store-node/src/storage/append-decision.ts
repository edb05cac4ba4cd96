import { type ExpectedRevision } from './event-storage.port';

export type Place = Readonly<{ revision: bigint; position: bigint }>;

/** What a decision may ask about the stream it is for. */
export type StreamFacts = Readonly<{
  /** Revision of the last event; -1 when the stream does not exist. */
  head: bigint;
  /** Where an event id stands in the stream; the last place when it stands more than once. */
  placeOf: (id: string) => Place | undefined;
  eventAt: (revision: bigint) => Readonly<{ id: string; position: bigint }> | undefined;
}>;

export type AppendDecision =
  | Readonly<{ kind: 'write' }>
  | Readonly<{ kind: 'nothingToWrite' }>
  | Readonly<{ kind: 'alreadyWritten'; place: Place }>
  | Readonly<{ kind: 'conflict' }>;

const WRITE: AppendDecision = { kind: 'write' };
const CONFLICT: AppendDecision = { kind: 'conflict' };

/** Decides an append by ids alone: the data of a repeated event is not compared. */
export function decideAppend(
  expected: ExpectedRevision,
  ids: readonly string[],
  facts: StreamFacts,
): AppendDecision {
  switch (expected.kind) {
    case 'any':
      return decideUnversioned(ids, facts);
    case 'streamExists':
      return facts.head < 0n ? CONFLICT : decideUnversioned(ids, facts);
    case 'noStream':
      return decideExact(-1n, ids, facts);
    case 'revision':
      return decideExact(expected.revision, ids, facts);
  }
}

/** A first id that is new makes all of them new; a first id that is known must be followed by known ones. */
function decideUnversioned(ids: readonly string[], facts: StreamFacts): AppendDecision {
  const [first] = ids;
  if (first === undefined) return { kind: 'nothingToWrite' };
  if (facts.placeOf(first) === undefined) return WRITE;
  const places = ids.map((id) => facts.placeOf(id));
  const last = places.at(-1);
  if (last === undefined || places.includes(undefined)) return CONFLICT;
  return { kind: 'alreadyWritten', place: last };
}

/** Off the head, the same ids at the expected places are a repetition; anything else is a conflict. */
function decideExact(expected: bigint, ids: readonly string[], facts: StreamFacts): AppendDecision {
  if (expected === facts.head) return ids.length === 0 ? { kind: 'nothingToWrite' } : WRITE;
  let place: Place | undefined;
  for (const [index, id] of ids.entries()) {
    const revision = expected + 1n + BigInt(index);
    const there = facts.eventAt(revision);
    if (there?.id !== id) return CONFLICT;
    place = { revision, position: there.position };
  }
  return place === undefined ? CONFLICT : { kind: 'alreadyWritten', place };
}
