import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

export interface RunningLedger {
  readonly child: ChildProcess;
  readonly printed: () => string;
  readonly said: () => string;
  /** Resolves when it has printed a text that matches; rejects when it ends before. */
  readonly untilPrinted: (pattern: RegExp) => Promise<void>;
  readonly exitCode: Promise<number | null>;
}

/** The command that runs one command line of the sources in a process of its own. */
export function ledgerCommand(words: readonly string[], programs: string): readonly string[] {
  const program = `
    const { runProgram } = require('${ROOT}/apps/ledger/src/program.ts');
    const { SystemMachineClock } = require('#platform');
    const { PLAIN } = require('${ROOT}/apps/ledger/src/presentation/styling.ts');
    const terminal = { print: (text) => console.log(text), say: (text) => console.error(text), styling: PLAIN };
    runProgram(${JSON.stringify(words)}, { terminal, clock: new SystemMachineClock(), programs: ${JSON.stringify(programs)} })
      .then((code) => process.exit(code));`;
  const hook = `--require=${ROOT}/test/support/run-sources.cjs`;
  return [process.execPath, '--conditions=ledger-source', hook, '-e', program];
}

/** Runs one command line of the sources as a process of its own. */
export function runLedger(
  words: readonly string[],
  programs = '/nowhere',
  environment: Readonly<Record<string, string>> = {},
): RunningLedger {
  const [command = '', ...rest] = ledgerCommand(words, programs);
  const child = spawn(command, rest, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const exitCode = once(child, 'close').then(() => child.exitCode);
  const untilPrinted = async (pattern: RegExp): Promise<void> => {
    const ended = exitCode.then((code) => `ended with ${code ?? 'a signal'}: ${said}`);
    while (!pattern.test(printed)) {
      const news = await Promise.race([ended, once(child.stdout, 'data')]);
      if (typeof news === 'string' && !pattern.test(printed)) throw new Error(news);
    }
  };
  return { child, printed: () => printed, said: () => said, untilPrinted, exitCode };
}
