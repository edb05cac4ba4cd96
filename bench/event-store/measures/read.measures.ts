import { type EventStoreDBClient } from '@eventstore/db-client';
import { type Bench } from '../bench';
import { LONG_STREAM, LONG_STREAM_EVERY } from '../fill/event-places';
import { catchUp, readLog, readStream } from '../load/reads';
import { type BarePostgres } from '../postgres/bare-postgres';
import { type Measure, sliceOf } from './measure';

type Reading = Readonly<{
  events: number;
  byClient: (client: EventStoreDBClient) => Promise<number>;
  bare: (postgres: BarePostgres) => Promise<Readonly<{ rows: number }>>;
}>;

function reading(name: string, { events, byClient, bare }: Reading): Measure {
  return {
    name,
    run: async (bench, subject) => {
      const slice = await sliceOf(bench, async () => {
        if (subject === 'postgres') return { events: (await bare(bench.postgres)).rows };
        const client = subject === 'node' ? bench.nodeClient : bench.memoryClient;
        return { events: await byClient(client) };
      });
      if (slice.events < events)
        throw new Error(`${name}: ${subject} answered ${slice.events} of ${events} events`);
      return slice;
    },
  };
}

/** The reads of a store that was filled and not written to since. */
export async function readMeasures(bench: Bench, events: number): Promise<readonly Measure[]> {
  const ofStream = events / LONG_STREAM_EVERY;
  const after = await bench.postgres.positionBefore(events);
  return [
    reading(`read of a stream of ${ofStream}`, {
      events: ofStream,
      byClient: (client) => readStream(client, ofStream),
      bare: (postgres) => postgres.readStream(LONG_STREAM, ofStream),
    }),
    reading(`read of $all, ${events} from the start`, {
      events,
      byClient: (client) => readLog(client, events),
      bare: (postgres) => postgres.readLog(0n, events),
    }),
    reading(`catch-up, the last ${events}`, {
      events,
      byClient: (client) => catchUp(client, after, events),
      bare: (postgres) => postgres.readLog(after, events),
    }),
  ];
}
