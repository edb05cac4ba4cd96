import { performance } from 'node:perf_hooks';
import { percentile } from '../figures';

/** How fast it went, with the time one work took. */
export type Pace = Readonly<{
  done: number;
  perSecond: number;
  milliseconds: Readonly<{ median: number; p99: number }>;
}>;

/** Keeps `count` works going for some seconds, each slot one after the other. */
export async function keepInFlight(
  count: number,
  seconds: number,
  work: (slot: number) => Promise<unknown>,
): Promise<Pace> {
  const took: number[] = [];
  const start = performance.now();
  const until = start + seconds * 1_000;
  await Promise.all(
    Array.from({ length: count }, async (_, slot) => {
      for (let began = performance.now(); began < until; began = performance.now()) {
        await work(slot);
        took.push(performance.now() - began);
      }
    }),
  );
  const elapsed = (performance.now() - start) / 1_000;
  return {
    done: took.length,
    perSecond: took.length / elapsed,
    milliseconds: { median: percentile(took, 0.5), p99: percentile(took, 0.99) },
  };
}
