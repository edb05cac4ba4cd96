import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWith, type ConfigurationOverrides, parentGuard } from '#platform';

/** `dist`, whatever the working directory. */
export const DIST = join(__dirname, '../..');

const STOP_MILLISECONDS_MAX = 20_000;
const LINES_SHOWN = 20;

export type ChildProgram = Readonly<{
  child: ChildProcess;
  logFile: string;
  /** The next message it sends. Rejects with its last words when it ends instead. */
  message: () => Promise<unknown>;
  /** All it logged so far. */
  logged: () => string;
  stop: () => Promise<void>;
}>;

/** A built program as a process of its own, which ends when this one does. Everything it prints goes into a file. */
export function startProgram(
  words: readonly string[],
  { logFile, overrides }: Readonly<{ logFile: string; overrides: ConfigurationOverrides }>,
): ChildProgram {
  const [command = process.execPath, ...rest] = [
    ...parentGuard('INT'),
    process.execPath,
    '--enable-source-maps',
    ...words,
  ];
  const log = openSync(logFile, 'a');
  const child = spawn(command, rest, {
    cwd: join(DIST, '..'),
    env: environmentWith(overrides),
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const logged = () => readFileSync(logFile, 'utf8');
  const ended = once(child, 'exit').then(() => 'ended' as const);
  return {
    child,
    logFile,
    logged,
    message: async () => {
      const first: readonly unknown[] | 'ended' = await Promise.race([
        once(child, 'message'),
        ended,
      ]);
      if (first !== 'ended') return first[0];
      throw new Error(
        `${words.join(' ')} ended:\n${logged().split('\n').slice(-LINES_SHOWN).join('\n')}`,
      );
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS_MAX);
      await ended;
      clearTimeout(timer);
    },
  };
}
