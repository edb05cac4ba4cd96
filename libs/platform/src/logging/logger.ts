import { type DestinationStream, type Logger, pino } from 'pino';
import { type LogLevel } from '../configuration/configuration-kinds';

export { type DestinationStream as LogDestination, type Logger } from 'pino';

/** What must never stand in a log line, wherever a request or a configuration is logged whole. */
const SECRETS = [
  'req.headers.authorization',
  'headers.authorization',
  'authorization',
  'password',
  'token',
  'databaseUrl',
];

/** Standard error as a place for log lines, for a process whose standard output is for people. A closed pipe is borne. */
export function standardError(): DestinationStream {
  return pino.destination({ dest: 2, sync: true });
}

/** Whether people watch what is written to standard error. */
export function isWatchedByPeople(): boolean {
  return process.stderr.isTTY;
}

/** JSON lines on standard output (or a given stream), one an event, with `name` and RFC 3339 time. */
export function createLogger(
  name: string,
  level: LogLevel = 'info',
  destination: DestinationStream = pino.destination({ dest: 1, sync: true }),
): Logger {
  return pino(
    {
      name,
      level,
      redact: { paths: SECRETS, censor: '[not logged]' },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    destination,
  );
}
