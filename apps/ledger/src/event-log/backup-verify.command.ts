import { checkedArchiveFile } from '#event-transfer';
import { type CommandSurroundings } from '../command-surroundings';
import { EXIT, type ExitCode } from '../exit-codes';
import { type JsonOption } from '../options';
import { asExit } from './backup-failures';
import { progressOf } from './backup-progress';
import { backupJson, type BackupReport, backupText } from './backup.text';

const MS_PER_SECOND = 1_000;

/** Reads a file from its first byte to its last. @throws CannotGoOn for one that is not whole, saying where */
export async function checkedBackup(
  file: string,
  surroundings: Pick<CommandSurroundings, 'clock' | 'terminal'>,
): Promise<BackupReport> {
  const { clock } = surroundings;
  const [began, say] = [clock.now().getTime(), progressOf(surroundings)];
  try {
    const summary = await checkedArchiveFile(file, (events, share) => {
      say(events, 'of the backup checked', share);
    });
    return { file, summary, readSeconds: (clock.now().getTime() - began) / MS_PER_SECOND };
  } catch (error) {
    throw asExit(error);
  }
}

/** `ledger event-log verify`: whether a backup is whole, without any store. */
export async function verifyBackup(
  { file, json }: JsonOption & Readonly<{ file: string }>,
  surroundings: Pick<CommandSurroundings, 'clock' | 'terminal'>,
): Promise<ExitCode> {
  const report = await checkedBackup(file, surroundings);
  const { print, styling } = surroundings.terminal;
  const outcome = `${file} is whole: every byte is as it was written.`;
  print(json ? backupJson(report) : backupText(outcome, report, styling));
  return EXIT.done;
}
