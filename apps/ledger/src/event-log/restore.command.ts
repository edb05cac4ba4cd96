import {
  archiveSource,
  openStore,
  transfer,
  type TransferPhase,
  type TransferReport,
} from '#event-transfer';
import { type CommandSurroundings } from '../command-surroundings';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { type JsonOption } from '../options';
import { runningSystem } from '../start/running-system';
import { asExit } from './backup-failures';
import { progressOf } from './backup-progress';
import { withStoppedSystem } from './backup-stores';
import { checkedBackup } from './backup-verify.command';
import { type BackupReport } from './backup.text';
import { whenInterrupted } from './copy-interrupted';
import { restoreJson, restoreText } from './restore.text';
import { atWork, configurationFor, ensureNotAtWork, type StoreOptions } from './store-options';

export type RestoreRequest = StoreOptions & JsonOption & Readonly<{ file: string }>;

const INTERRUPTED =
  'Interrupted. What was restored stays; the same command, given again, compares it and goes on after it.';
const DONE: Readonly<Record<TransferPhase, string>> = {
  comparing: 'compared with those that are there',
  appending: 'restored or there before',
  verifying: 'read again',
};

function ensureUnchanged({ file, summary }: BackupReport, { log }: TransferReport): void {
  if (log.digest !== summary.footer.digest)
    throw new CannotGoOn(`${file} was another file when it was checked: something changes it.`);
}

/** Where the log goes: a store's address, and whose own it is, if it is one's own. */
type Target = Readonly<{ address: string; system?: string }>;

/** @throws as `transfer` does */
async function restored(
  checked: BackupReport,
  { address, system }: Target,
  { json }: RestoreRequest,
  surroundings: CommandSurroundings,
): Promise<ExitCode> {
  const { terminal, clock } = surroundings;
  const { file, summary, readSeconds: checkSeconds } = checked;
  const store = openStore(address, system);
  const stopListening = whenInterrupted(INTERRUPTED, terminal);
  const say = progressOf(surroundings);
  try {
    const report = await transfer(archiveSource(file), store, {
      now: () => clock.now(),
      saw: ({ phase, events, share }) => {
        say(events, DONE[phase], share);
      },
    });
    ensureUnchanged(checked, report);
    const restore = { file, to: store.name, summary, checkSeconds, report };
    terminal.print(json ? restoreJson(restore) : restoreText(restore, terminal.styling));
    return report.chains.broken === 0 ? EXIT.done : EXIT.failed;
  } finally {
    stopListening();
    await store.close();
  }
}

/** `ledger event-log restore`: a backup into an event store that is empty, or holds the beginning of the same log. */
export async function restoreEventLog(
  request: RestoreRequest,
  surroundings: CommandSurroundings,
): Promise<ExitCode> {
  const configuration = configurationFor(request);
  const { eventStoreUrl, dataDirectory } = configuration;
  if (request.url !== undefined) await ensureNotAtWork(request.url, dataDirectory, 'restore');
  else if ((await runningSystem(dataDirectory)) !== undefined)
    throw atWork(dataDirectory, 'restore');
  const checked = await checkedBackup(request.file, surroundings);
  const work = (target: Target): Promise<ExitCode> =>
    restored(checked, target, request, surroundings);
  const onOwn = (address: string): Promise<ExitCode> => work({ address, system: dataDirectory });
  try {
    if (eventStoreUrl !== undefined) return await work({ address: eventStoreUrl });
    return await withStoppedSystem(configuration, 'ledger event-log restore', surroundings, onOwn);
  } catch (error) {
    throw asExit(error);
  }
}
