import { performance } from 'node:perf_hooks';
import { EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client';
import { decodeEvent, type EventLog } from '#event-log';
import { sleep } from '#platform';

/** The streams that the projector reads. */
const PREFIXES = ['billingAccount-', 'subscription-'];
/** Events looked at between two checkpoints: as the projector asks. */
const SEARCH_WINDOW = 500;
const CHECKPOINT_INTERVAL = 2;
/** The client waits for calls that may have ended already: it is left after a while. */
const CLOSE_MILLISECONDS = 1_000;

export type Read = Readonly<{ events: number; seconds: number }>;

/** The whole log by the client's own subscription: nothing is parsed beyond what the client does. */
export async function readBare(eventStoreUrl: string): Promise<Read> {
  const client = EventStoreDBClient.connectionString(eventStoreUrl);
  const start = performance.now();
  let events = 0;
  await new Promise<void>((resolve, reject) => {
    const subscription = client.subscribeToAll({
      fromPosition: START,
      filter: streamNameFilter({
        prefixes: PREFIXES,
        maxSearchWindow: SEARCH_WINDOW,
        checkpointInterval: CHECKPOINT_INTERVAL,
        checkpointReached: () => undefined,
      }),
    });
    subscription.on('data', () => (events += 1));
    subscription.on('error', reject);
    subscription.on('caughtUp', () => {
      subscription.unsubscribe().then(resolve, reject);
    });
  });
  const seconds = (performance.now() - start) / 1_000;
  await Promise.race([client.dispose(), sleep(CLOSE_MILLISECONDS)]);
  return { events, seconds };
}

/** The whole log by the ledger's own subscription, with every event parsed. */
export async function readParsed(log: EventLog): Promise<Read> {
  const start = performance.now();
  const subscription = log.subscribeToAll({ after: 'start', prefixes: PREFIXES });
  let events = 0;
  for await (const message of subscription) {
    if (message.kind === 'caughtUp') break;
    if (message.kind !== 'event') continue;
    const decoded = decodeEvent(message.event);
    if (decoded.outcome === 'unreadable') throw new Error(decoded.why);
    events += 1;
  }
  const seconds = (performance.now() - start) / 1_000;
  await subscription.stop();
  return { events, seconds };
}
