import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import {
  type ArchiveMaking,
  createArchive,
  ensureFree,
  type EventPages,
  type EventStore,
  openStore,
} from '#event-transfer';
import { type Configuration } from '#platform';
import { type CommandSurroundings } from '../command-surroundings';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { type JsonOption } from '../options';
import { release } from '../release';
import { runningSystem } from '../start/running-system';
import { asExit } from './backup-failures';
import { progressOf, type SayProgress } from './backup-progress';
import { hasOwnStores, withStoppedSystem } from './backup-stores';
import { backupJson, type BackupReport, backupText } from './backup.text';
import { whenInterrupted } from './copy-interrupted';
import { eventStoreOf } from './event-log-stats.command';
import { configurationFor, type StoreOptions } from './store-options';

export type BackupRequest = StoreOptions & JsonOption & Readonly<{ file: string }>;

const INTERRUPTED = 'Interrupted. Nothing was left behind.';
const INTERRUPTED_LATE = 'Interrupted. The backup was complete already: it stands there, checked.';
const MS_PER_SECOND = 1_000;

/** The pages of a store, and word of how far they are. */
async function* watched(store: EventStore, say: SayProgress): EventPages {
  let events = 0;
  for await (const page of store.pages()) {
    yield page;
    events += page.length;
    say(events, 'written', store.share());
  }
}

type Making = Pick<ArchiveMaking, 'signal' | 'onPlaced'> & Readonly<{ from: string }>;

async function backedUp(
  file: string,
  store: EventStore,
  { signal, from, onPlaced }: Making,
  surroundings: CommandSurroundings,
): Promise<BackupReport> {
  const { clock } = surroundings;
  const [began, say] = [clock.now(), progressOf(surroundings)];
  let written = began;
  const header = { made: began.toISOString(), release: release(), from };
  const summary = await createArchive(file, {
    contents: { header, pages: watched(store, say) },
    onWritten: () => (written = clock.now()),
    saw: (events, share) => {
      say(events, 'of the backup read back', share);
    },
    ...{ signal, onPlaced },
  });
  const seconds = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / MS_PER_SECOND;
  return {
    ...{ file, summary, leftOut: store.leftOut() },
    writeSeconds: seconds(began, written),
    readSeconds: seconds(written, clock.now()),
  };
}

async function interruptibly(
  { file, json }: BackupRequest,
  address: string,
  system: string | undefined,
  surroundings: CommandSurroundings,
): Promise<void> {
  const { terminal } = surroundings;
  const store = openStore(address);
  const interruption = new AbortController();
  const { signal } = interruption;
  let isPlaced = false;
  const say = (text: string): void => {
    interruption.abort();
    terminal.say(isPlaced ? INTERRUPTED_LATE : text);
  };
  const onPlaced = (): void => {
    isPlaced = true;
  };
  const stopListening = whenInterrupted(INTERRUPTED, { ...terminal, say });
  try {
    const from = system ?? store.name;
    const report = await backedUp(file, store, { signal, from, onPlaced }, surroundings);
    const outcome = `The log is backed up to ${file}.`;
    terminal.print(json ? backupJson(report) : backupText(outcome, report, terminal.styling));
  } finally {
    stopListening();
    await store.close();
  }
}

async function isStopped(configuration: Configuration): Promise<boolean> {
  const { eventStoreUrl, dataDirectory } = configuration;
  if (eventStoreUrl !== undefined || !hasOwnStores(configuration)) return false;
  return (await runningSystem(dataDirectory)) === undefined;
}

/** `ledger event-log backup`: the whole log in one file, while the system works or is stopped. */
export async function backUpEventLog(
  request: BackupRequest,
  surroundings: CommandSurroundings,
): Promise<ExitCode> {
  const configuration = configurationFor(request);
  const { eventStoreUrl, dataDirectory } = configuration;
  if (eventStoreUrl === undefined && !existsSync(dataDirectory))
    throw new CannotGoOn(`There is no data directory ${dataDirectory}.`, EXIT.wrongUsage);
  // The port of a system's own store says nothing tomorrow.
  const system =
    eventStoreUrl === undefined ? `${hostname()}:${resolve(dataDirectory)}` : undefined;
  const work = (address: string): Promise<void> =>
    interruptibly(request, address, system, surroundings);
  try {
    await ensureFree(request.file);
    if (await isStopped(configuration))
      await withStoppedSystem(configuration, 'ledger event-log backup', surroundings, work);
    else await work(await eventStoreOf(configuration));
    return EXIT.done;
  } catch (error) {
    throw asExit(error);
  }
}
