import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fixed } from '../figures';
import { openBench } from './bench';
import { type CleanUp } from './clean-up';
import { checkStore } from './fill/check-store';
import { type FillShape } from './fill/event-places';
import { fillStore } from './fill/fill-store';
import { type StoreFigures } from './measures/measure';
import { readFigures, warmUp, writeFigures } from './measures/store-figures';
import { type Part, type StoreOptions } from './options';
import { checkPlans } from './plans/check-plans';
import { flatnessTable, verdicts } from './report';
import { startBenchedNode } from './subjects/benched-node';
import { type MemoryServer, startMemoryServer } from './subjects/memory-server';
import { startStoreDatabase, type StoreDatabase } from './subjects/store-database';

type Print = (line: string) => void;

const LINES_SHOWN = 20;

type Run = Readonly<{
  options: StoreOptions;
  database: StoreDatabase;
  memory: MemoryServer;
  cleanUp: CleanUp;
  print: Print;
}>;

/** Measures everything on one store, then on a store with much more in it. */
export async function run(options: StoreOptions, cleanUp: CleanUp, print: Print): Promise<void> {
  const database = await startStoreDatabase();
  cleanUp.add(database.remove);
  const memoryLog = `${database.directory}/memory.log`;
  const memory = await startMemoryServer(options.readEvents, memoryLog);
  cleanUp.add(memory.stop);
  const all = { options, database, memory, cleanUp, print };
  try {
    await makeSchema(all);
    await measureStores(all);
  } catch (error) {
    for (const name of ['node.log', 'memory.log'])
      print(`${name} closes with:\n${lastLines(join(database.directory, name))}`);
    throw error;
  }
}

const lastLines = (file: string): string =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-LINES_SHOWN).join('\n') : '';

async function makeSchema({ database, cleanUp, print }: Run): Promise<void> {
  const node = await startBenchedNode(database.url, `${database.directory}/node.log`);
  cleanUp.add(node.stop);
  print(`The node made its schema and started in ${fixed(node.startedInMilliseconds)} ms.`);
  await node.stop();
}

async function measureStores(all: Run): Promise<void> {
  const { options, database, cleanUp, print } = all;
  const small = await smallStore(all);
  for (const line of verdicts(small.measured)) print(line);
  if (options.fullEvents !== undefined) await fullStore(all, options.fullEvents, small);
  if (!wants(all, 'plans')) return;
  const scans = await checkPlans(database, cleanUp, print);
  if (options.fullEvents !== undefined && scans.length > 0)
    throw new Error(`On a full store a whole table is read by:\n${scans.join('\n')}`);
}

const wants = ({ options: { only } }: Run, part: Part): boolean =>
  only.length === 0 || only.includes(part);

/** Appends go into a store that is empty at first; reads are made after it was filled with what they read. */
async function smallStore(all: Run): Promise<StoreFigures> {
  const { options } = all;
  const writes = await onStore(all, 'An empty store', { warm: true, parts: [writeFigures] });
  if (!wants(all, 'reads') && !wants(all, 'plans')) return writes;
  await fill(all, { events: options.readEvents, withLongStream: true });
  const title = `A store with ${options.readEvents} events and more`;
  const reads = await onStore(all, title, { warm: false, parts: [readFigures] });
  return { ...writes, measured: [...writes.measured, ...reads.measured] };
}

async function fullStore(all: Run, events: number, small: StoreFigures): Promise<void> {
  const { database, print } = all;
  const there = await database.withClient(async (client) => {
    const { rows } = await client.query<{ count: string }>(
      'select count(*) from event_store.event',
    );
    return Number(rows[0]?.count);
  });
  await fill(all, { events: Math.max(0, events - there), withLongStream: false });
  const full = await onStore(all, `A store with ${events} events`, {
    warm: true,
    // Reads first: they are of what was filled, and nothing else is in memory yet.
    parts: [readFigures, writeFigures],
  });
  print(`\n${flatnessTable(`${events} events ÷ before`, small, full)}\n`);
  for (const line of verdicts(full.measured)) print(line);
}

async function fill({ database, print }: Run, shape: FillShape): Promise<void> {
  print(`\nFilling with ${shape.events} events.`);
  await database.withClient(async (client) => {
    const start = performance.now();
    await fillStore(client, shape);
    const filled = performance.now();
    await checkStore(client);
    const checked = performance.now();
    const seconds = (from: number, to: number) => fixed((to - from) / 1_000);
    print(
      `Filled in ${seconds(start, filled)} s, and the log holds together, seen in ${seconds(filled, checked)} s.`,
    );
  });
}

type Visit = Readonly<{ warm: boolean; parts: readonly (typeof readFigures)[] }>;

/** Starts the node on the store as it is, measures, and stops it. */
async function onStore(all: Run, title: string, { warm, parts }: Visit): Promise<StoreFigures> {
  const { database, memory, cleanUp, options, print } = all;
  const bench = await openBench(database, memory, cleanUp);
  const startedInMilliseconds = bench.node.startedInMilliseconds;
  print(`\n${title}. The node started in ${fixed(startedInMilliseconds)} ms.`);
  let figures: StoreFigures = { startedInMilliseconds, measured: [], latencies: undefined };
  try {
    for (const [index, part] of parts.entries()) {
      if (warm && index === parts.length - 1 && wants(all, 'appends')) await warmUp(bench, options);
      const { measured, latencies } = await part(bench, options, print);
      figures = {
        ...figures,
        measured: [...figures.measured, ...measured],
        latencies: latencies ?? figures.latencies,
      };
    }
    return figures;
  } finally {
    await bench.close();
  }
}
