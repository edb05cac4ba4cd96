import { type EventStoreDBClient, FORWARDS, type Position, START } from '@eventstore/db-client';
import { LONG_STREAM } from '../fill/event-places';

/** Reads a stream from its start as programs do; answers how many events came. */
export async function readStream(client: EventStoreDBClient, maxCount: number): Promise<number> {
  let events = 0;
  const read = client.readStream(LONG_STREAM, {
    direction: FORWARDS,
    fromRevision: START,
    maxCount,
  });
  for await (const { event } of read) if (event !== undefined) events += 1;
  return events;
}

/** Reads the log from its start; answers how many events came. */
export async function readLog(client: EventStoreDBClient, maxCount: number): Promise<number> {
  let events = 0;
  const read = client.readAll({ direction: FORWARDS, fromPosition: START, maxCount });
  for await (const { event } of read) if (event !== undefined) events += 1;
  return events;
}

/** Follows the log after a position until the server has said that this was all and every expected event is here. */
export function catchUp(
  client: EventStoreDBClient,
  after: bigint,
  expected: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let events = 0;
    let caughtUp = false;
    const fromPosition: Position | typeof START =
      after === 0n ? START : { commit: after, prepare: after };
    const subscription = client.subscribeToAll({ fromPosition });
    const endWhenDone = () => {
      if (!caughtUp || events < expected) return;
      subscription.unsubscribe().then(() => {
        resolve(events);
      }, reject);
    };
    subscription.on('error', reject);
    subscription.on('data', () => {
      events += 1;
      if (caughtUp) endWhenDone();
    });
    // It overtakes the last events in the client's own buffer.
    subscription.on('caughtUp', () => {
      caughtUp = true;
      endWhenDone();
    });
  });
}
