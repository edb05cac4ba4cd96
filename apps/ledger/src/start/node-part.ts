import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  DATABASE_MESSAGE,
  endMessageOf,
  type Environment,
  type MachineClock,
  parentGuard,
  type PlainFailure,
  READY_MESSAGE,
  sleep,
} from '#platform';
import { type ChildOutput } from './log-output';
import { type Part, type PartEnd, type PartReadiness, type RunningPart } from './part';

const STOP_MS = 20_000;
/** What a process that has ended wrote before may still be on its way that long. */
const LAST_WORDS_MS = 1_000;

export interface NodeProgram {
  readonly name: string;
  /** The path of a JavaScript file. */
  readonly program: string;
  readonly environment: Environment;
  readonly clock: MachineClock;
  readonly output: ChildOutput;
  readonly readiness: (life: NodeLife) => Promise<PartReadiness>;
}

/** What is known of a program from outside. */
export interface NodeLife {
  readonly saidReady: boolean;
  /** Since it said that its database answers; undefined before. */
  readonly atWorkForMs: number | undefined;
}

function how(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `ended with exit code ${code ?? 'unknown'}` : `was ended by ${signal}`;
}

async function launched({
  name,
  program,
  environment,
  output,
}: NodeProgram): Promise<ChildProcess> {
  const [command, ...rest] = [...parentGuard('KILL'), process.execPath, program];
  const child = spawn(command, rest, {
    env: { ...environment },
    // Our own standard output is for what a person asked for; log lines go beside it.
    stdio: ['ignore', output.stdio, output.stdio, 'ipc'],
    // In a session of its own: Ctrl-C in the terminal is for the supervisor, which stops all in order.
    detached: true,
    serialization: 'json',
  });
  child.on('error', () => undefined);
  output.attach(child);
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error(`${name} has no process`);
  return child;
}

/** How it ended, and what it said of that: which comes by another way than the news of its end, and maybe later. */
function endOf(child: ChildProcess): Promise<PartEnd> {
  let failure: PlainFailure | undefined;
  child.on('message', (message) => {
    failure = endMessageOf(message)?.failure ?? failure;
  });
  return new Promise((done) => {
    child.once('exit', (code, signal) => {
      const tell = (): void => {
        clearTimeout(timer);
        done({ how: how(code, signal), failure });
      };
      const timer = setTimeout(tell, LAST_WORDS_MS);
      if (child.connected) child.once('disconnect', tell);
      else tell();
    });
  });
}

async function stopped(child: ChildProcess, ended: Promise<PartEnd>): Promise<void> {
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
  let atWorkSince: number | undefined;
  let saidReady = false;
  const launch = async (): Promise<RunningPart> => {
    const child = await launched(program);
    atWorkSince = undefined;
    saidReady = false;
    child.on('message', (message) => {
      if (message === READY_MESSAGE) saidReady = true;
      if (message === DATABASE_MESSAGE) atWorkSince = clock.now().getTime();
    });
    const ended = endOf(child);
    return {
      pid: child.pid ?? 0,
      ended,
      stop: () => stopped(child, ended),
      kill: () => child.kill('SIGKILL'),
    };
  };
  const readiness = (): Promise<PartReadiness> => {
    const atWorkForMs = atWorkSince === undefined ? undefined : clock.now().getTime() - atWorkSince;
    return program.readiness({ saidReady, atWorkForMs });
  };
  return { name, launch, readiness };
}
