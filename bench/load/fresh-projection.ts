import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Profiler } from 'node:inspector';
import { Client } from 'pg';
import { sleep } from '#platform';
import { DIST } from '../system/child-program';
import { type BenchedSystem } from '../system/benched-system';
import { type ProfileSummary, profileSummary } from '../watched/profile-summary';
import { type Read } from './log-reading';

const PROJECTED_MILLISECONDS_MAX = 180_000;
const LOOK_MILLISECONDS = 50;

async function inDatabase<Result>(url: string, work: (client: Client) => Promise<Result>) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** When the projector logged something, in milliseconds. */
function loggedAt(log: string, message: string): number | undefined {
  for (const line of log.split('\n')) {
    const time = line.includes(`"msg":"${message}"`) && /"time":"([^"]+)"/.exec(line)?.[1];
    if (time) return Date.parse(time);
  }
  return undefined;
}

async function secondsTaken(log: () => string): Promise<number> {
  for (let waited = 0; waited < PROJECTED_MILLISECONDS_MAX; waited += LOOK_MILLISECONDS) {
    const [from, to] = [
      loggedAt(log(), 'projecting'),
      loggedAt(log(), 'the tables hold the whole log'),
    ];
    if (from !== undefined && to !== undefined) return (to - from) / 1_000;
    await sleep(LOOK_MILLISECONDS);
  }
  throw new Error(`The projector did not catch up:\n${log()}`);
}

type Projected = Read & Readonly<{ profile: ProfileSummary | undefined }>;

/** A projector process of its own makes the tables from the start of the log, in a database of their own. */
export async function projectAnew(
  system: BenchedSystem,
  name: string,
  { profiled }: Readonly<{ profiled: boolean }>,
): Promise<Projected> {
  const profiles = await mkdtemp(join(tmpdir(), 'ledger-bench-profile-'));
  await inDatabase(system.databaseUrl(), (client) => client.query(`create database ${name}`));
  try {
    const profiling = profiled ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
    const projector = await system.beside(
      [...profiling, join(DIST, 'apps/projector/src/main.js')],
      { LEDGER_DATABASE_URL: system.databaseUrl(name) },
    );
    const seconds = await secondsTaken(projector.logged);
    await projector.stop();
    const events = await inDatabase(system.databaseUrl(name), async (client) => {
      const { rows } = await client.query<{ events: number }>(
        'select coalesce(sum(revision + 1), 0)::int as events from account_projection',
      );
      return rows[0]?.events ?? 0;
    });
    const [file] = await readdir(profiles);
    const profile =
      file === undefined
        ? undefined
        : profileSummary(
            JSON.parse(await readFile(join(profiles, file), 'utf8')) as Profiler.Profile,
          );
    return { events, seconds, profile };
  } finally {
    await inDatabase(system.databaseUrl(), (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    );
    await rm(profiles, { recursive: true });
  }
}
