import { ConfigurationError } from '../configuration/configuration';
import { type PlainFailure, plainFailureOf } from '../failures/plain-failure';
import { createLogger } from '../logging/logger';
import { exitWhenParentGoes } from './parent';

/** What the processes of the system answer when they end; the command line has the same. */
export const PROCESS_EXIT = {
  stopped: 0,
  failed: 1,
  wrongConfiguration: 2,
  unavailable: 4,
} as const;
type ProcessExit = (typeof PROCESS_EXIT)[keyof typeof PROCESS_EXIT];

/** What a process tells its supervisor before it ends. */
export interface EndMessage {
  readonly failure: PlainFailure;
}

/** Parses a message of a process; undefined if it is another one. */
export function endMessageOf(message: unknown): EndMessage | undefined {
  if (typeof message !== 'object' || message === null || !('failure' in message)) return undefined;
  const failure = plainFailureOf(message.failure);
  return failure && { failure };
}

function stopRequested(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'])
      process.once(signal, () => {
        done();
      });
  });
}

function exitCodeOf(error: unknown, failure: PlainFailure | undefined): ProcessExit {
  if (error instanceof ConfigurationError) return PROCESS_EXIT.wrongConfiguration;
  return failure?.mayPass === true ? PROCESS_EXIT.unavailable : PROCESS_EXIT.failed;
}

function endWith(name: string, error: unknown): void {
  const failure = plainFailureOf(error);
  const code = exitCodeOf(error, failure);
  createLogger(name).fatal(
    failure === undefined ? { err: error } : { why: failure.message },
    'cannot go on',
  );
  if (failure === undefined || process.send === undefined) process.exit(code);
  const message: EndMessage = { failure };
  process.send(message, undefined, undefined, () => {
    process.exit(code);
  });
}

/**
 * Runs a process of the system until it ends by itself or fails, and says why. It is given what resolves when it is
 * asked to stop, and ends with its supervisor.
 */
export function runProcess(name: string, run: (asked: Promise<void>) => Promise<void>): void {
  exitWhenParentGoes();
  run(stopRequested()).then(
    () => {
      process.exit(PROCESS_EXIT.stopped);
    },
    (error: unknown) => {
      endWith(name, error);
    },
  );
}
