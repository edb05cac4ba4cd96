import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { sleep } from '#platform';
import { newEvent } from '../content';

/** The client waits for calls that may have ended already: it is left after a while. */
const CLOSE_MILLISECONDS = 1_000;

/** The official client as it comes. More than about a hundred appends at once on a new connection hang: the first goes alone. */
export async function connectedClient(port: number): Promise<EventStoreDBClient> {
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
  await client.appendToStream(`bench-warm-${randomUUID()}`, newEvent());
  return client;
}

export async function disconnect(client: EventStoreDBClient): Promise<void> {
  await Promise.race([client.dispose(), sleep(CLOSE_MILLISECONDS)]);
}
