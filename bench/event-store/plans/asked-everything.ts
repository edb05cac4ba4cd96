import { randomUUID } from 'node:crypto';
import {
  ANY,
  BACKWARDS,
  END,
  type EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { CONTENT, newEvent } from '../content';
import { LONG_STREAM } from '../fill/event-places';

/** More often than PostgreSQL plans a prepared statement for its values, so that its plan for any values is seen as well. */
const TIMES = 8;
const PAGE = 1_000;
const MANY = 200;

type Found = Readonly<{ id: string; revision: bigint; commit: bigint }>;

async function eventAt(client: EventStoreDBClient, revision: bigint): Promise<Found> {
  const read = client.readStream(LONG_STREAM, { fromRevision: revision, maxCount: 1 });
  for await (const { event } of read)
    if (event !== undefined)
      return { id: event.id, revision: event.revision, commit: event.position?.commit ?? 0n };
  throw new Error(`${LONG_STREAM} has no event ${revision}`);
}

/** New streams, many at once; the same events again, at any revision and at the exact one; a conflict. */
async function appendInEveryWay(client: EventStoreDBClient, known: Found): Promise<void> {
  const again = jsonEvent({ ...CONTENT, id: known.id });
  await client.appendToStream(LONG_STREAM, again, { expectedRevision: ANY });
  await client.appendToStream(LONG_STREAM, again, { expectedRevision: known.revision - 1n });
  await client
    .appendToStream(LONG_STREAM, newEvent(), { expectedRevision: known.revision })
    .catch((error: unknown) => {
      if (!(error instanceof WrongExpectedVersionError)) throw error;
    });
  const names = Array.from({ length: MANY }, () => `bench-plan-${randomUUID()}`);
  for (const expectedRevision of [NO_STREAM, 0n] as const)
    await Promise.all(
      names.map((name) => client.appendToStream(name, newEvent(), { expectedRevision })),
    );
}

async function exhaust(events: AsyncIterable<unknown>, max = PAGE): Promise<void> {
  let seen = 0;
  for await (const event of events) {
    seen += event === undefined ? 0 : 1;
    if (seen === max) return;
  }
}

async function readInEveryWay(client: EventStoreDBClient, known: Found): Promise<void> {
  const fromPosition = { commit: known.commit, prepare: known.commit };
  const maxCount = PAGE;
  for (const [direction, end] of [
    [FORWARDS, START],
    [BACKWARDS, END],
  ] as const) {
    await exhaust(client.readStream(LONG_STREAM, { direction, fromRevision: end, maxCount }));
    const fromRevision = known.revision;
    await exhaust(client.readStream(LONG_STREAM, { direction, fromRevision, maxCount }));
    await exhaust(client.readAll({ direction, fromPosition: end, maxCount }));
    await exhaust(client.readAll({ direction, fromPosition, maxCount }));
  }
}

async function subscribeInEveryWay(client: EventStoreDBClient, known: Found): Promise<void> {
  const fromPosition = { commit: known.commit, prepare: known.commit };
  const subscriptions = [
    client.subscribeToAll({ fromPosition: START }),
    client.subscribeToAll({ fromPosition }),
    client.subscribeToStream(LONG_STREAM, { fromRevision: START }),
    client.subscribeToStream(LONG_STREAM, { fromRevision: known.revision }),
  ];
  for (const subscription of subscriptions) {
    await exhaust(subscription, PAGE / 10);
  }
}

/** Asks the node for everything it serves, so often that every plan it will ever use is used. */
export async function askEverything(client: EventStoreDBClient): Promise<void> {
  for (let time = 1; time <= TIMES; time += 1) {
    const known = await eventAt(client, BigInt(time * 20));
    await appendInEveryWay(client, known);
    await readInEveryWay(client, known);
    await subscribeInEveryWay(client, known);
  }
}
