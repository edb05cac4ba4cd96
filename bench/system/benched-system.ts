import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ConfigurationOverrides,
  findPostgres,
  freePort,
  issueToken,
  sleep,
  SystemMachineClock,
  tlsFilesOf,
} from '#platform';
import { type ChildProgram, DIST, startProgram } from './child-program';
import { type ProcessorUse, processorUse } from './processor-use';

const HOST = 'localhost';
const READY_MILLISECONDS_MAX = 60_000;
const LOOK_MILLISECONDS = 50;

export type Endpoint = Readonly<{ host: string; port: number; ca: string }>;

/** `ledger start` as anyone runs it, on a directory of its own that is removed in the end. */
export type BenchedSystem = Readonly<{
  dataDirectory: string;
  api: Endpoint;
  eventStoreUrl: string;
  databaseUrl: (name?: string) => string;
  token: (principal: string, roles?: readonly string[]) => Promise<string>;
  /** A further process beside the system, with its addresses. It says `ready` when it is. */
  beside: (words: readonly string[], overrides?: ConfigurationOverrides) => Promise<ChildProgram>;
  processorUse: (extra?: ReadonlyMap<number, string>) => ProcessorUse;
  stop: () => Promise<void>;
}>;

async function untilReady(system: ChildProgram): Promise<string> {
  for (let waited = 0; waited < READY_MILLISECONDS_MAX; waited += LOOK_MILLISECONDS) {
    const said = system.logged();
    const eventStoreUrl = /"eventStoreUrl":"([^"]+)"/.exec(said)?.[1];
    if (eventStoreUrl !== undefined) return eventStoreUrl;
    if (system.child.exitCode !== null) throw new Error(`The system did not start:\n${said}`);
    await sleep(LOOK_MILLISECONDS);
  }
  throw new Error(`The system is not ready:\n${system.logged()}`);
}

/** Starts the system. Whoever starts it stops it. */
export async function startBenchedSystem(): Promise<BenchedSystem> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'ledger-bench-'));
  const port = await freePort();
  const words = [join(DIST, 'apps/ledger/src/main.js'), 'start', '--json'];
  const where = ['--data-dir', dataDirectory, '--port', String(port)];
  const system = startProgram([...words, ...where], {
    logFile: `${dataDirectory}.log`,
    overrides: {},
  });
  const children: ChildProgram[] = [];
  const stop = async (): Promise<void> => {
    for (const child of [...children.toReversed(), system]) await child.stop();
    for (const path of [dataDirectory, ...[system, ...children].map(({ logFile }) => logFile)])
      await rm(path, { recursive: true, force: true });
  };
  try {
    const eventStoreUrl = await untilReady(system);
    const postgres = await findPostgres(dataDirectory);
    const supervisor = system.child.pid;
    if (postgres === undefined || supervisor === undefined) throw new Error('It is gone already');
    const databaseUrl = (name = 'ledger') => postgres.urlOf(name);
    const clock = new SystemMachineClock();
    return {
      ...{ dataDirectory, eventStoreUrl, databaseUrl, stop },
      api: { host: HOST, port, ca: await readFile(tlsFilesOf(dataDirectory).authority, 'utf8') },
      token: (principal, roles = []) => issueToken(dataDirectory, { principal, roles }, clock),
      beside: async (program, overrides = {}) => {
        const child = startProgram(program, {
          logFile: `${dataDirectory}.${children.length}.log`,
          overrides: {
            LEDGER_DATA_DIR: dataDirectory,
            LEDGER_DATABASE_URL: databaseUrl(),
            LEDGER_EVENTSTORE_URL: eventStoreUrl,
            ...overrides,
          },
        });
        children.push(child);
        await child.message();
        return child;
      },
      processorUse: (extra) => processorUse(dataDirectory, supervisor, extra),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
