import { randomUUID } from 'node:crypto';
import { ANY, type EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import { newEvent } from '../content';
import { type BarePostgres } from '../postgres/bare-postgres';

/** How a slice appends: so many at once, so many events in each, to one stream or each slot to its own. */
export type AppendShape = Readonly<{
  inFlight: number;
  eventsEach: number;
  streams: 'one' | 'many';
}>;

export type AppendWork = (slot: number) => Promise<unknown>;

const streamOf = ({ streams }: AppendShape, tag: string, slot: number): string =>
  streams === 'one' ? `bench-${tag}` : `bench-${tag}-${slot}`;

/** Appends by the client: to one stream at any revision, to many at the exact one. */
export function appendsBy(client: EventStoreDBClient, shape: AppendShape): AppendWork {
  const tag = randomUUID();
  const revisions: (bigint | undefined)[] = [];
  return async (slot) => {
    const events = Array.from({ length: shape.eventsEach }, newEvent);
    const exact = revisions[slot] ?? NO_STREAM;
    const { nextExpectedRevision } = await client.appendToStream(
      streamOf(shape, tag, slot),
      events,
      { expectedRevision: shape.streams === 'one' ? ANY : exact },
    );
    revisions[slot] = nextExpectedRevision;
  };
}

/** The same rows without client and protocol. */
export async function bareAppends(postgres: BarePostgres, shape: AppendShape): Promise<AppendWork> {
  const tag = randomUUID();
  const slots = shape.streams === 'one' ? 1 : shape.inFlight;
  for (let slot = 0; slot < slots; slot += 1) await postgres.openStream(streamOf(shape, tag, slot));
  return (slot) => postgres.append(streamOf(shape, tag, slot), shape.eventsEach);
}
