import { z } from 'zod';

const WARN = 40;

/** What of a log line is said to people. `req` marks the line of an answer: its caller has been told. */
const logLine = z.object({
  level: z.number(),
  name: z.string(),
  msg: z.string(),
  part: z.string().optional(),
  why: z.string().optional(),
  how: z.string().optional(),
  reason: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
  req: z.unknown().optional(),
});
type LogLine = z.infer<typeof logLine>;

const SUPERVISOR = 'ledger';
const PROGRESS: Readonly<Record<string, string>> = { starting: 'Starting', stopping: 'Stopping' };
const TITLES: Readonly<Record<string, string>> = {
  postgres: 'PostgreSQL',
  'event-store-node': 'the event store',
  projector: 'the projector',
  api: 'the API',
};
/** The supervisor says with which failure a part ended. */
const LAST_WORD = 'cannot go on';

function parsed(line: string): LogLine | undefined {
  try {
    return logLine.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function isTrouble({ level, msg, req, why }: LogLine): boolean {
  return level >= WARN && req === undefined && !(msg === LAST_WORD && why !== undefined);
}

/** What the supervisor is about to do; undefined when the line tells something else. */
function progressIn({ name, msg, part = '' }: LogLine): string | undefined {
  const doing = name === SUPERVISOR ? PROGRESS[msg] : undefined;
  return doing && `${doing} ${TITLES[part] ?? part} …`;
}

function troubleIn({ name, msg, part, why, err, reason, how }: LogLine): string {
  const because = [why, err?.message, reason, how].find((each) => each !== undefined);
  return `${part ?? name}: ${msg}${because === undefined ? '' : ` (${because})`}`;
}

/** A log line in the words for people; undefined when it is none of their business. What is no log line is shown as it is. */
export function plainWords(line: string): string | undefined {
  const read = parsed(line);
  if (read === undefined) return line.trim() === '' ? undefined : line;
  return progressIn(read) ?? (isTrouble(read) ? troubleIn(read) : undefined);
}
