import {
  type Configuration,
  type ConfigurationOverrides,
  createLogger,
  environmentWith,
  loadConfiguration,
  type MachineClock,
  portState,
  standardError,
  tlsMaterial,
  unknownKeys,
} from '#platform';
import { CannotGoOn, type ExitCode } from '../exit-codes';
import { type Terminal } from '../terminal.port';
import { banner } from './banner';
import { claimRoles } from './data-directory';
import { RESTART_TIMING } from './restart-timing';
import { type Role, rolesOf } from './role';
import { removeRuntime, writeRuntime } from './runtime-file';
import { runUntilStopped } from './run-until-stopped';
import { systemOf } from './system';

export interface StartRequest {
  readonly overrides: ConfigurationOverrides;
  readonly role: Role | undefined;
  readonly json: boolean;
}

/** What `ledger start` stands on. */
export interface StartSurroundings {
  readonly terminal: Terminal;
  readonly clock: MachineClock;
  readonly programs: string;
}

async function ensurePortIsFree({ host, port }: Configuration): Promise<void> {
  const state = await portState(host, port);
  if (state === 'taken')
    throw new CannotGoOn(
      `Port ${port} of ${host} is taken by another program: stop that, or choose another port with --port.`,
    );
  if (state === 'notAllowed')
    throw new CannotGoOn(
      `Port ${port} needs rights this user does not have: choose one above 1023.`,
    );
  if (state === 'noSuchAddress')
    throw new CannotGoOn(`This machine has no address ${host}: set LEDGER_HOST to one it has.`);
}

async function runClaimed(
  request: StartRequest,
  configuration: Configuration,
  roles: readonly Role[],
  { terminal, clock, programs }: StartSurroundings,
): Promise<ExitCode> {
  const { dataDirectory, logLevel } = configuration;
  const logger = createLogger('ledger', logLevel, standardError());
  const whole = request.role === undefined;
  // One that a killed system left says nothing of this one.
  if (whole) await removeRuntime(dataDirectory);
  const tls = await tlsMaterial(configuration, clock);
  const overrides = { ...request.overrides, LEDGER_DATA_DIR: dataDirectory };
  const plan = { configuration, overrides, roles, whole, tls, programs, clock };
  const system = await systemOf(plan, { logger, clock, timing: RESTART_TIMING });
  const onReady = async (): Promise<void> => {
    const facts = {
      pid: process.pid,
      startedAt: clock.now().toISOString(),
      url: configuration.publicUrl,
      certificateAuthority: tls.trustFile,
      eventStoreUrl: system.eventStoreUrl(),
      testClock: configuration.testClock,
    };
    if (whole) await writeRuntime(dataDirectory, facts);
    if (request.json) terminal.print(JSON.stringify({ ...facts, dataDirectory }));
    else if (whole) terminal.print(banner(configuration, tls.trustFile));
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
  for (const key of unknownKeys(environment))
    surroundings.terminal.say(`${key} is no configuration key and has no effect: misspelt?`);
  const roles = request.role === undefined ? rolesOf(configuration) : [request.role];
  const claimant = { holder: 'ledger start', say: surroundings.terminal.say };
  const claim = await claimRoles(configuration.dataDirectory, roles, claimant);
  try {
    if (roles.includes('api')) await ensurePortIsFree(configuration);
    return await runClaimed(request, configuration, roles, surroundings);
  } finally {
    await claim.release();
  }
}
