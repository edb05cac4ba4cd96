import { type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type LogDestination, RollingFile, standardError } from '#platform';
import { plainWords } from './plain-log-line';

const STANDARD_ERROR = 2;
const LOG_BYTES_MAX = 10_000_000;

/** What becomes of the log lines of a process that is started. */
export interface ChildOutput {
  /** Its standard output and its standard error. */
  readonly stdio: 'pipe' | number;
  /** Called with the process as soon as it is started. */
  readonly attach: (child: ChildProcess) => void;
}

/** Where the log lines of this process and of those it starts go. */
export interface LogOutput {
  readonly destination: LogDestination;
  readonly children: ChildOutput;
  /** The file they go to, if any. */
  readonly file: string | undefined;
}

/** For a service manager or another program: every line, as JSON, on standard error. */
export function linesForPrograms(): LogOutput {
  return {
    destination: standardError(),
    children: { stdio: STANDARD_ERROR, attach: () => undefined },
    file: undefined,
  };
}

/** For people at a terminal: every line to a file of the data directory, and what they have to know in plain words. */
export function linesForPeople(dataDirectory: string, say: (text: string) => void): LogOutput {
  const path = join(dataDirectory, 'ledger.log');
  const file = new RollingFile(path, LOG_BYTES_MAX);
  const take = (line: string): void => {
    file.write(`${line}\n`);
    const words = plainWords(line);
    if (words !== undefined) say(words);
  };
  return {
    destination: {
      write: (text: string) => {
        take(text.trimEnd());
      },
    },
    children: {
      stdio: 'pipe',
      attach: ({ stdout, stderr }) => {
        for (const input of [stdout, stderr])
          if (input !== null) createInterface({ input }).on('line', take);
      },
    },
    file: path,
  };
}
