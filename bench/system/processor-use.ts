import { readdirSync, readFileSync } from 'node:fs';
import { postgresPid } from '#platform';

/** USER_HZ: Linux counts processor time in hundredths of a second for everyone. */
const MS_PER_TICK = 10;

/** Processor milliseconds used so far, by part of the system. */
export type ProcessorUse = Readonly<Record<string, number>>;

type Process = Readonly<{ pid: number; parent: number; milliseconds: number; title: string }>;

function processOf(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold blanks: fields count from behind it, the state being the first.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    const title = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
    return { pid, parent: Number(fields[1]), milliseconds: ticks * MS_PER_TICK, title };
  } catch {
    return undefined;
  }
}

function everyProcess(): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processOf(Number(name)) ?? []);
}

function partOfPostgres({ title }: Process): string {
  if (/^postgres: \S+ eventstore /.test(title)) return 'PostgreSQL for the event store';
  if (/^postgres: \S+ \S+ \d/.test(title)) return 'PostgreSQL for the tables';
  return 'PostgreSQL in the background';
}

function partOf(each: Process, postgres: number | undefined, named: ReadonlyMap<number, string>) {
  const name = named.get(each.pid);
  if (name !== undefined) return name;
  if (each.pid === postgres || each.parent === postgres) return partOfPostgres(each);
  return undefined;
}

/** The supervisor's children by their names. */
function appsOf(
  supervisor: number,
  all: readonly Process[],
): readonly (readonly [number, string])[] {
  return all.flatMap(({ pid, parent, title }) => {
    const app = /\/apps\/([a-z-]+)\/src\/main\.js/.exec(title)?.[1];
    return parent === supervisor && app !== undefined ? [[pid, app] as const] : [];
  });
}

/** Looks the parts up anew each time: a restarted child has another pid. */
export function processorUse(
  dataDirectory: string,
  supervisor: number,
  extra: ReadonlyMap<number, string> = new Map(),
): ProcessorUse {
  const postgres = postgresPid(dataDirectory);
  const all = everyProcess();
  const named = new Map([...extra, [process.pid, 'load generator'], ...appsOf(supervisor, all)]);
  const use: Record<string, number> = {};
  for (const each of all) {
    const part = partOf(each, postgres, named);
    if (part !== undefined) use[part] = (use[part] ?? 0) + each.milliseconds;
  }
  return use;
}

/** What was used between two looks. A backend that ended in between is lost, never negative. */
export function usedBetween(before: ProcessorUse, after: ProcessorUse): ProcessorUse {
  return Object.fromEntries(
    Object.entries(after).map(([part, milliseconds]) => [
      part,
      Math.max(0, milliseconds - (before[part] ?? 0)),
    ]),
  );
}
