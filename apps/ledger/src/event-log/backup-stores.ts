import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Configuration, createLogger, tlsMaterial } from '#platform';
import { type CommandSurroundings } from '../command-surroundings';
import { plainlyRefused } from '../plainly-refused';
import { claimRoles } from '../start/data-directory';
import { ensureUsable } from '../start/directory-access';
import { ensureEventStoreIsOpen } from '../start/event-store-access';
import { linesForPeople } from '../start/log-output';
import { RESTART_TIMING } from '../start/restart-timing';
import { type Role, rolesOf } from '../start/role';
import { systemOf } from '../start/system';

const STORES: readonly Role[] = ['postgres', 'event-store-node'];

/** Whether a system that keeps its own event store was ever started on this data directory. */
export function hasOwnStores({ dataDirectory, eventStoreNode }: Configuration): boolean {
  return eventStoreNode.databaseUrl !== undefined || existsSync(join(dataDirectory, 'postgres'));
}

async function startedFor<T>(
  configuration: Configuration,
  { terminal, clock, programs }: CommandSurroundings,
  work: (eventStoreUrl: string) => Promise<T>,
): Promise<T> {
  const { dataDirectory, logLevel } = configuration;
  const { destination, children } = linesForPeople(dataDirectory, terminal.say);
  const tls = await tlsMaterial(configuration, clock);
  const roles = rolesOf(configuration).filter((role) => STORES.includes(role));
  const overrides = { LEDGER_DATA_DIR: dataDirectory };
  const plan = {
    ...{ configuration, overrides, roles, whole: true, tls, programs, clock },
    output: children,
  };
  const logger = createLogger('ledger', logLevel, destination);
  const system = await systemOf(plan, { logger, clock, timing: RESTART_TIMING });
  try {
    await system.start();
    return await work(system.eventStoreUrl());
  } finally {
    await system.stop();
  }
}

/**
 * Works on the event store of a system that is stopped: PostgreSQL and the event store run for as long as it takes, and
 * nothing else, so that nobody decides on half a log.
 */
export async function withStoppedSystem<T>(
  configuration: Configuration,
  holder: string,
  surroundings: CommandSurroundings,
  work: (eventStoreUrl: string) => Promise<T>,
): Promise<T> {
  const { dataDirectory } = configuration;
  ensureEventStoreIsOpen(configuration, undefined);
  try {
    const claim = await claimRoles(dataDirectory, STORES, {
      holder,
      say: surroundings.terminal.say,
    });
    try {
      await ensureUsable(dataDirectory);
      return await startedFor(configuration, surroundings, work);
    } finally {
      await claim.release();
    }
  } catch (error) {
    throw plainlyRefused(error);
  }
}
