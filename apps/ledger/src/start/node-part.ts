import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Environment, type MachineClock, parentGuard, READY_MESSAGE, sleep } from '#platform';
import { type Part, type RunningPart } from './part';

const STOP_MS = 20_000;
const STANDARD_ERROR = 2;

export interface NodeProgram {
  readonly name: string;
  /** The path of a JavaScript file. */
  readonly program: string;
  readonly environment: Environment;
  readonly clock: MachineClock;
  readonly isReady: (life: NodeLife) => Promise<boolean>;
}

/** What is known of a program from outside. */
export interface NodeLife {
  readonly saidReady: boolean;
  readonly upForMs: number;
}

function how(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `ended with exit code ${code ?? 'unknown'}` : `was ended by ${signal}`;
}

async function launched({ name, program, environment }: NodeProgram): Promise<ChildProcess> {
  const [command, ...rest] = [...parentGuard('KILL'), process.execPath, program];
  const child = spawn(command, rest, {
    env: { ...environment },
    // Our own standard output is for what a person asked for; log lines go beside it.
    stdio: ['ignore', STANDARD_ERROR, STANDARD_ERROR, 'ipc'],
    // In a session of its own: Ctrl-C in the terminal is for the supervisor, which stops all in order.
    detached: true,
    serialization: 'json',
  });
  child.on('error', () => undefined);
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error(`${name} has no process`);
  return child;
}

async function stopped(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const patience = new AbortController();
  const impatient = sleep(STOP_MS, patience.signal).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  );
  await ended;
  patience.abort();
  await impatient;
}

/** A program of ours in a process of its own, which ends when this one does. */
export function nodePart(program: NodeProgram): Part {
  const { name, clock } = program;
  let startedAt = clock.now().getTime();
  let saidReady = false;
  const launch = async (): Promise<RunningPart> => {
    const child = await launched(program);
    startedAt = clock.now().getTime();
    saidReady = false;
    child.on('message', (message) => {
      if (message === READY_MESSAGE) saidReady = true;
    });
    const ended = new Promise<string>((done) => {
      child.once('exit', (code, signal) => {
        done(how(code, signal));
      });
    });
    return {
      pid: child.pid ?? 0,
      ended,
      stop: () => stopped(child, ended),
      kill: () => child.kill('SIGKILL'),
    };
  };
  const isReady = (): Promise<boolean> =>
    program.isReady({ saidReady, upForMs: clock.now().getTime() - startedAt });
  return { name, launch, isReady };
}
