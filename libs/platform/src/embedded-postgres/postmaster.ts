import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from '../clock/system-clock';

const TICK_MS = 50;
const ABANDONED_ATTEMPTS_MAX = 200;
const PID_FILE = 'postmaster.pid';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

function worksIn(pid: string, home: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === home;
  } catch {
    return false;
  }
}

/** The live server of a data directory, or undefined. A pid that another program got since is none. */
export function findPostmaster(data: string): Postmaster | undefined {
  const file = join(data, PID_FILE);
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const [pid = '', , , port, , , , state] = lines.map((line) => line.trim());
  if (!/^\d+$/.test(pid) || !worksIn(pid, realpathSync(data))) return undefined;
  return { pid: Number(pid), port: Number(port), ready: state === 'ready' };
}

/** Every server process of a data directory, orphans of a killed postmaster among them. */
export function processesIn(data: string): readonly string[] {
  if (!existsSync(data)) return [];
  const home = realpathSync(data);
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && worksIn(pid, home));
}

/** A pid file that outlived its server (a zombie, or a pid used again) makes PostgreSQL refuse to start. */
export async function clearStalePidFile(data: string): Promise<void> {
  const file = join(data, PID_FILE);
  for (let attempt = 0; existsSync(file); attempt += 1) {
    const left = processesIn(data);
    if (left.length === 0) rmSync(file);
    else if (attempt < ABANDONED_ATTEMPTS_MAX) await sleep(TICK_MS);
    else throw new Error(`${data} is still in use by the processes ${left.join(', ')}`);
  }
}
