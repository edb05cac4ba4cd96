import { performance } from 'node:perf_hooks';
import { type Bench } from '../bench';
import { type Pace } from '../../load/in-flight';
import { type ProcessorUse, usedBetween } from '../../system/processor-use';

/** The node, the client's ceiling, and PostgreSQL without anything before it. */
export const SUBJECTS = ['node', 'memory', 'postgres'] as const;
export type Subject = (typeof SUBJECTS)[number];

export type Slice = Readonly<{
  events: number;
  perSecond: number;
  /** Of one append; undefined where the slice is one read. */
  milliseconds: Pace['milliseconds'] | undefined;
  used: ProcessorUse;
}>;

/** One thing to measure, the same for every subject. */
export type Measure = Readonly<{
  name: string;
  run: (bench: Bench, subject: Subject, seconds: number) => Promise<Slice>;
}>;

export type Round = Readonly<Record<Subject, Slice>>;
export type Measured = Readonly<{ name: string; rounds: readonly Round[] }>;

/** From append to subscriber: the median of the node in milliseconds, one at a time and under load. */
export type Latencies = Readonly<{ idle: number; busy: number }>;

/** What was measured on a store. */
export type StoreFigures = Readonly<{
  startedInMilliseconds: number;
  measured: readonly Measured[];
  latencies: Latencies | undefined;
}>;

/** One slice must not hang the run. */
const SILENCE_SECONDS_MAX = 120;

/** Takes the time and the processor use of some work that answers how many events it moved. */
export async function sliceOf(
  { use }: Bench,
  work: () => Promise<Readonly<{ events: number; milliseconds?: Pace['milliseconds'] }>>,
): Promise<Slice> {
  const before = use();
  const start = performance.now();
  const { events, milliseconds } = await inTime(work());
  const seconds = (performance.now() - start) / 1_000;
  return { events, perSecond: events / seconds, milliseconds, used: usedBetween(before, use()) };
}

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`A slice was not done after ${SILENCE_SECONDS_MAX} seconds`));
    }, SILENCE_SECONDS_MAX * 1_000);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Subject and baselines in turns. */
export async function measured(
  bench: Bench,
  { name, run }: Measure,
  { sliceSeconds, rounds }: Readonly<{ sliceSeconds: number; rounds: number }>,
): Promise<Measured> {
  const done: Round[] = [];
  for (let round = 0; round < rounds; round += 1)
    done.push({
      node: await run(bench, 'node', sliceSeconds),
      memory: await run(bench, 'memory', sliceSeconds),
      postgres: await run(bench, 'postgres', sliceSeconds),
    });
  return { name, rounds: done };
}
