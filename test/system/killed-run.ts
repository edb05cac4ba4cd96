import { sleep } from '#platform';
import { type ReferenceAnswers } from '../support/conformance/reference-answers';
import { Burst } from './burst';
import { type Chance, chanceOf } from './chance';
import { Journal } from './journal';
import { type KillStep, killPlanOf, type Target } from './kill-plan';
import {
  chargeFaults,
  chainFaults,
  commandFaults,
  type Faults,
  numberFaults,
  operationFaults,
  revisionFaults,
} from './log-checks';
import { PersistentCaller } from './persistent-caller';
import { buildProduct, Product, READY_MS_MAX } from './product';
import { recordedLog } from './recorded-log';
import { freshFoldFaults, tableFaults } from './table-checks';

/** One strike and what came of it. Times are in milliseconds from the kill. */
export type Struck = Readonly<{
  targets: readonly Target[];
  /** Until the system said that it is ready, with every process in its place. */
  readyMs: number;
  /** Until a purchase, return or payment that set out afterwards was acknowledged. */
  acknowledgedMs: number;
}>;

export type KilledReport = Readonly<{
  seed: number;
  kills: number;
  struck: readonly Struck[];
  /** How many commands of each kind met each fate. */
  commands: ReadonlyMap<string, number>;
  /** What made senders try again, and how often. */
  retries: ReadonlyMap<string, number>;
  events: number;
  streams: number;
  comparedTables: number;
  comparedRows: number;
  throughDay: string;
  /** By the sentence that they disprove. */
  faults: Readonly<Record<Sentence, Faults>>;
}>;

export const SENTENCES = [
  'every answer was one that the ledger gives when nothing is killed',
  'every request and answer was as the reference of the API says',
  'no process met what it calls a bug',
  'every acknowledged command is there once, no refused one, and none that nobody sent',
  'every append is whole, and no command and no event stands twice',
  'revisions have no hole and positions only grow',
  'every chain is whole',
  'order ids are unique, and papers and orders are numbered without a gap',
  'no order is charged twice for an instalment, and nothing is returned twice',
  'the tables agree with each other, R-OUT-7 among them',
  'the tables equal a fresh fold of the log',
  'it stops in order and leaves no process behind',
] as const;
type Sentence = (typeof SENTENCES)[number];

type KilledSettings = Readonly<{
  seed: number;
  kills: number;
  /** Told what happens while it happens. */
  say: (line: string) => void;
}>;

const LOOK_MS = 5;
const COMMANDS_MS_MAX = 120_000;
/** Strikes after which the buyers turn to new accounts. */
const STRIKES_AN_ACCOUNT = 3;

/** What a run that was given up on has left running. */
const underTest = new Set<Product>();

type Running = Readonly<{ product: Product; journal: Journal; burst: Burst; chance: Chance }>;

/** Runs the product under a burst, kills it by the plan of the seed, and checks all that it must have kept. */
export async function killedRun(settings: KilledSettings): Promise<KilledReport> {
  buildProduct();
  const product = new Product();
  underTest.add(product);
  let isKept = true;
  try {
    const report = await run(settings, product);
    isKept = Object.values(report.faults).some((faults) => faults.length > 0);
    return report;
  } finally {
    underTest.delete(product);
    await product.sweep(isKept);
    if (isKept) settings.say(`everything is kept in ${product.directory}`);
  }
}

/** Ends the runs that nobody waits for any more: no process of theirs stays behind. */
export async function sweepRuns(): Promise<void> {
  await Promise.all([...underTest].map((product) => product.sweep(true)));
}

async function run({ seed, kills, say }: KilledSettings, product: Product): Promise<KilledReport> {
  await product.start();
  await product.untilReady();
  const journal = new Journal();
  const caller = new PersistentCaller(product);
  const burst = new Burst(caller, journal, seed);
  const chance = chanceOf(seed, 'order of the killed');
  await burst.start();
  const struck: Struck[] = [];
  for (const step of killPlanOf(seed, kills)) {
    const result = await strike({ product, journal, burst, chance }, step);
    struck.push(result);
    if (struck.length % STRIKES_AN_ACCOUNT === 0) burst.openNewAccounts();
    say(`${told(result)}, ${journal.sent} commands sent`);
  }
  await burst.end();
  caller.close();
  await product.untilReady();
  await product.untilAnnounced();
  const checked = await checks(product, journal, caller.answers);
  const killed = struck.reduce((count, { targets }) => count + targets.length, 0);
  return {
    ...{ seed, kills: killed, struck, throughDay: burst.today, retries: caller.reasons },
    ...{ commands: journal.tally(), ...checked },
  };
}

async function strike(running: Running, step: KillStep): Promise<Struck> {
  const { product, journal } = running;
  await untilSent(journal, journal.sent + step.afterCommands);
  await sleep(step.delayMs);
  const killed = [...kill(running, step.target)];
  const targets = killed.length === 0 ? [] : [step.target];
  let killedAt = performance.now();
  const again = product.startAgainIfKilled();
  if (step.then !== undefined) {
    await Promise.all([again, sleep(step.then.afterMs)]);
    const second = kill(running, step.then.target);
    if (second.length > 0) {
      targets.push(step.then.target);
      killed.push(...second);
      killedAt = performance.now();
    }
  }
  await again;
  await product.startAgainIfKilled();
  await product.untilReady(killed);
  const readyMs = performance.now() - killedAt;
  const acknowledgedMs = (await firstAcknowledged(running, killedAt)) - killedAt;
  return { targets, readyMs, acknowledgedMs };
}

/** Answers whom it struck: nobody if the target was down at that moment. */
function kill({ product, chance }: Running, target: Target): readonly number[] {
  const pids = chance.shuffled(product.pidsOf(target));
  product.kill(pids);
  return pids;
}

async function untilSent(journal: Journal, count: number): Promise<void> {
  const until = performance.now() + COMMANDS_MS_MAX;
  while (journal.sent < count) {
    if (performance.now() > until)
      throw new Error(`The burst has come to a halt: ${journal.faults.join('; ')}`);
    await sleep(LOOK_MS);
  }
}

/** That it says it is ready is one thing; that it carries out commands is another. */
async function firstAcknowledged({ product, journal }: Running, after: number): Promise<number> {
  const until = performance.now() + READY_MS_MAX;
  while (performance.now() < until) {
    const at = journal.firstAcknowledgedAfter(after);
    if (at !== undefined) return at;
    await sleep(LOOK_MS);
  }
  throw new Error(`It is ready and acknowledges nothing\n${product.lastWords()}`);
}

type Checked = Pick<
  KilledReport,
  'events' | 'streams' | 'comparedTables' | 'comparedRows' | 'faults'
>;

async function checks(
  product: Product,
  journal: Journal,
  answers: ReferenceAnswers,
): Promise<Checked> {
  const { directory, eventStoreUrl } = product;
  const log = await recordedLog(eventStoreUrl);
  const last = log.at(-1)?.position ?? 0n;
  const fold = await freshFoldFaults(directory, eventStoreUrl, last);
  const tables = await tableFaults(directory);
  const { code, left } = await product.stop();
  const exit = code === 0 ? [] : [`it exits with ${String(code)}`];
  const faults: Readonly<Record<Sentence, Faults>> = {
    'every answer was one that the ledger gives when nothing is killed': journal.faults,
    'every request and answer was as the reference of the API says': answers.violations,
    'no process met what it calls a bug': product.loggedBugs(),
    'every acknowledged command is there once, no refused one, and none that nobody sent':
      commandFaults(log, journal.commands),
    'every append is whole, and no command and no event stands twice': operationFaults(log),
    'revisions have no hole and positions only grow': revisionFaults(log),
    'every chain is whole': chainFaults(log),
    'order ids are unique, and papers and orders are numbered without a gap': numberFaults(log),
    'no order is charged twice for an instalment, and nothing is returned twice': chargeFaults(log),
    'the tables agree with each other, R-OUT-7 among them': tables,
    'the tables equal a fresh fold of the log': fold.faults,
    'it stops in order and leaves no process behind': [...exit, ...left],
  };
  return {
    events: log.length,
    streams: new Set(log.map(({ stream }) => stream)).size,
    comparedTables: fold.tables,
    comparedRows: fold.rows,
    faults,
  };
}

function told({ targets, readyMs, acknowledgedMs }: Struck): string {
  return `${targets.join(' and then ')}: ready after ${readyMs.toFixed(0)} ms, a new command acknowledged after ${acknowledgedMs.toFixed(0)} ms`;
}
