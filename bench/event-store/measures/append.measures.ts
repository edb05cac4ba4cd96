import { keepInFlight } from '../../load/in-flight';
import { type Bench } from '../bench';
import { appendsBy, type AppendShape, type AppendWork, bareAppends } from '../load/appends';
import { type Measure, sliceOf, type Subject } from './measure';

const IN_FLIGHT = [1, 16, 64, 256] as const;
const BATCH_SIZES = [100, 500] as const;
const BATCHES_IN_FLIGHT = [1, 4] as const;

async function workOf(bench: Bench, subject: Subject, shape: AppendShape): Promise<AppendWork> {
  switch (subject) {
    case 'node':
      return appendsBy(bench.nodeClient, shape);
    case 'memory':
      return appendsBy(bench.memoryClient, shape);
    case 'postgres':
      return bareAppends(bench.postgres, shape);
  }
}

function appending(name: string, shape: AppendShape): Measure {
  return {
    name,
    run: async (bench, subject, seconds) => {
      const work = await workOf(bench, subject, shape);
      return sliceOf(bench, async () => {
        const { done, milliseconds } = await keepInFlight(shape.inFlight, seconds, work);
        return { events: done * shape.eventsEach, milliseconds };
      });
    },
  };
}

const STREAMS = ['many', 'one'] as const;

export const APPENDS: readonly Measure[] = STREAMS.flatMap((streams) =>
  IN_FLIGHT.map((inFlight) =>
    appending(
      `append, ${inFlight} in flight, ${streams === 'one' ? 'one stream' : 'many streams'}`,
      {
        inFlight,
        eventsEach: 1,
        streams,
      },
    ),
  ),
);

export const BATCHES: readonly Measure[] = BATCH_SIZES.flatMap((eventsEach) =>
  BATCHES_IN_FLIGHT.map((inFlight) =>
    appending(`${eventsEach} events an append, ${inFlight} in flight`, {
      inFlight,
      eventsEach,
      streams: 'many',
    }),
  ),
);
