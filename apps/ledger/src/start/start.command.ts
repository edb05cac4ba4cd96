import {
  addressesReachedBy,
  type Configuration,
  type ConfigurationOverrides,
  createLogger,
  ensurePortIsFree,
  environmentWith,
  loadConfiguration,
  type MachineClock,
  tlsMaterial,
  unknownKeys,
} from '#platform';
import { type ExitCode } from '../exit-codes';
import { plainlyRefused } from '../plainly-refused';
import { type Terminal } from '../terminal.port';
import { banner } from './banner';
import { claimRoles } from './data-directory';
import { ensureUsable } from './directory-access';
import { ensureEventStoreIsOpen } from './event-store-access';
import { linesForPeople, linesForPrograms, type LogOutput } from './log-output';
import { RESTART_TIMING } from './restart-timing';
import { type Role, rolesOf } from './role';
import { removeRuntime, writeRuntime } from './runtime-file';
import { runUntilStopped } from './run-until-stopped';
import { systemOf } from './system';

export interface StartRequest {
  readonly overrides: ConfigurationOverrides;
  readonly role: Role | undefined;
  readonly json: boolean;
  /** Whether standard error is a terminal. */
  readonly isWatchedByPeople: boolean;
}

/** What `ledger start` stands on. */
export interface StartSurroundings {
  readonly terminal: Terminal;
  readonly clock: MachineClock;
  readonly programs: string;
}

const ADDRESS_KEYS = { host: 'LEDGER_HOST', port: '--port' };

function logOutput(
  { isWatchedByPeople }: StartRequest,
  { dataDirectory }: Configuration,
  { terminal }: StartSurroundings,
): LogOutput {
  if (!isWatchedByPeople) return linesForPrograms();
  return linesForPeople(dataDirectory, terminal.say);
}

async function runClaimed(
  request: StartRequest,
  configuration: Configuration,
  roles: readonly Role[],
  surroundings: StartSurroundings,
): Promise<ExitCode> {
  const { terminal, clock, programs } = surroundings;
  const { dataDirectory, logLevel } = configuration;
  const output = logOutput(request, configuration, surroundings);
  const logger = createLogger('ledger', logLevel, output.destination);
  const whole = request.role === undefined;
  // One that a killed system left says nothing of this one.
  if (whole) await removeRuntime(dataDirectory);
  const tls = await tlsMaterial(configuration, clock);
  const overrides = { ...request.overrides, LEDGER_DATA_DIR: dataDirectory };
  const plan = {
    ...{ configuration, overrides, roles, whole, tls, programs, clock },
    output: output.children,
  };
  const system = await systemOf(plan, { logger, clock, timing: RESTART_TIMING });
  const onReady = async (): Promise<void> => {
    const facts = {
      pid: process.pid,
      startedAt: clock.now().toISOString(),
      url: configuration.publicUrl,
      certificateAuthority: tls.trustFile,
      eventStoreUrl: configuration.eventStoreUrl === undefined ? system.eventStoreUrl() : undefined,
      testClock: configuration.testClock,
    };
    if (whole) await writeRuntime(dataDirectory, facts);
    if (request.json) terminal.print(JSON.stringify({ ...facts, dataDirectory }));
    else if (whole) terminal.print(banner(configuration, tls.trustFile, output.file));
    else terminal.print(`${roles.join(', ')} is ready.`);
  };
  const code = await runUntilStopped(system, onReady, logger, clock);
  if (whole) await removeRuntime(dataDirectory);
  return code;
}

/** `ledger start`: the system, or one role of it, until a signal ends it. */
export async function start(
  request: StartRequest,
  surroundings: StartSurroundings,
): Promise<ExitCode> {
  const environment = environmentWith(request.overrides);
  const configuration = loadConfiguration(environment);
  ensureEventStoreIsOpen(configuration, request.role);
  for (const key of unknownKeys(environment))
    surroundings.terminal.say(`${key} is no configuration key and has no effect: misspelt?`);
  const roles = request.role === undefined ? rolesOf(configuration) : [request.role];
  const claimant = { holder: 'ledger start', say: surroundings.terminal.say };
  const { dataDirectory, host, port } = configuration;
  const claim = await claimRoles(dataDirectory, roles, claimant);
  try {
    await ensureUsable(dataDirectory);
    if (roles.includes('api'))
      await ensurePortIsFree(await addressesReachedBy(host), port, ADDRESS_KEYS);
    return await runClaimed(request, configuration, roles, surroundings);
  } catch (error) {
    throw plainlyRefused(error);
  } finally {
    await claim.release();
  }
}
