import { fixed } from '../../figures';
import { type Bench } from '../bench';
import { type Part, type StoreOptions } from '../options';
import { rateTable, useTable } from '../report';
import { APPENDS, BATCHES } from './append.measures';
import { measureLatency } from './latency.measures';
import { type Measure, type Measured, measured, type StoreFigures } from './measure';
import { readMeasures } from './read.measures';

type Print = (line: string) => void;
type Figures = Omit<StoreFigures, 'startedInMilliseconds'>;

/** Done before the first figure counts: what is compiled late would be measured. */
const WARM = APPENDS.slice(1, 3);

const wants = ({ only }: StoreOptions, part: Part): boolean =>
  only.length === 0 || only.includes(part);

async function printMemory({ node }: Bench, when: string, print: Print): Promise<void> {
  const { resident, heap, external } = await node.memory();
  print(
    `Memory of the node ${when}: ${fixed(resident)} MiB resident, ${fixed(heap)} MiB heap, ${fixed(external)} MiB beside it.`,
  );
}

async function measureAll(
  bench: Bench,
  measures: readonly Measure[],
  effort: StoreOptions,
  print: Print,
): Promise<readonly Measured[]> {
  const done: Measured[] = [];
  for (const measure of measures) {
    done.push(await measured(bench, measure, effort));
    print(`  measured: ${measure.name}`);
  }
  return done;
}

export async function warmUp(bench: Bench, { sliceSeconds }: StoreOptions): Promise<void> {
  for (const measure of WARM) await measured(bench, measure, { sliceSeconds, rounds: 1 });
}

/** Appends one by one and in batches, and how long they take to a subscriber. */
export async function writeFigures(
  bench: Bench,
  options: StoreOptions,
  print: Print,
): Promise<Figures> {
  const wanted = [
    ...(wants(options, 'appends') ? APPENDS : []),
    ...(wants(options, 'batches') ? BATCHES : []),
  ];
  const done = await measureAll(bench, wanted, options, print);
  if (done.length > 0) print(`\n${rateTable(done)}\n\n${useTable(done)}\n`);
  const latencies = wants(options, 'latency')
    ? await measureLatency(bench, options, print)
    : undefined;
  return { measured: done, latencies };
}

/** Reads of what a store was filled with, and the memory of the node before and after them. */
export async function readFigures(
  bench: Bench,
  options: StoreOptions,
  print: Print,
): Promise<Figures> {
  await printMemory(bench, 'after the start', print);
  if (!wants(options, 'reads')) return { measured: [], latencies: undefined };
  const measures = await readMeasures(bench, options.readEvents);
  const done = await measureAll(bench, measures, options, print);
  print(`\n${rateTable(done)}\n\n${useTable(done)}\n`);
  await printMemory(bench, 'after the reads', print);
  return { measured: done, latencies: undefined };
}
