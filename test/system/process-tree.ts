import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { sep } from 'node:path';

/** One live process, as the kernel tells it. */
type LiveProcess = Readonly<{ pid: number; parent: number; command: string }>;

/** Every live process below one, itself not among them. */
export function descendantsOf(pid: number): readonly LiveProcess[] {
  const all = liveProcesses();
  const below = new Set([pid]);
  // Whoever was started later may have a lower pid: until nothing is added.
  for (let before = 0; before < below.size;) {
    before = below.size;
    for (const each of all) if (below.has(each.parent)) below.add(each.pid);
  }
  below.delete(pid);
  return all.filter((each) => below.has(each.pid));
}

/** Every live process that was told to keep its things in a directory or works in it. */
export function processesOf(directory: string): readonly LiveProcess[] {
  const told = `LEDGER_DATA_DIR=${directory}`;
  return liveProcesses().filter(({ pid }) => {
    const home = silently(() => readlinkSync(`/proc/${pid}/cwd`)) ?? '';
    if (home === directory || home.startsWith(directory + sep)) return true;
    const environment = silently(() => readFileSync(`/proc/${pid}/environ`, 'utf8')) ?? '';
    return environment.split('\0').includes(told);
  });
}

/** A process that has ended and was not reaped yet is none. */
export function isAlive(pid: number): boolean {
  return liveProcess(pid) !== undefined;
}

function liveProcesses(): readonly LiveProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => liveProcess(Number(name)) ?? []);
}

function liveProcess(pid: number): LiveProcess | undefined {
  const stat = silently(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const [, state, parent] = /\) (\S) (\d+) /.exec(stat ?? '') ?? [];
  if (state === undefined || state === 'Z' || state === 'X') return undefined;
  const command = silently(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '';
  return { pid, parent: Number(parent), command: command.replaceAll('\0', ' ').trim() };
}

/** A process may end between two looks at it. */
function silently<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
