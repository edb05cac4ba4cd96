export {
  type Configuration,
  ConfigurationError,
  type ConfigurationProblem,
  type Environment,
  loadConfiguration,
  unknownKeys,
} from './configuration/configuration';
export {
  type ConfigurationKey,
  type ConfigurationKeyName,
  configurationKeys,
} from './configuration/configuration-keys';
export { configurationKinds, isLoopback, type LogLevel } from './configuration/configuration-kinds';
export {
  type ApiConfiguration,
  type EventStoreNodeConfiguration,
  loadApiConfiguration,
  loadEventStoreNodeConfiguration,
  loadProjectorConfiguration,
  type ProjectorConfiguration,
} from './configuration/process-configuration';
export {
  createLogger,
  isWatchedByPeople,
  type LogDestination,
  type Logger,
  standardError,
} from './logging/logger';
export { MachineClock } from './clock/machine-clock.port';
export { sleep, SystemMachineClock } from './clock/system-clock';
export {
  certifiedKeyIn,
  embeddedTls,
  tlsFilesOf,
  type TlsMaterial,
  tlsMaterial,
} from './tls/tls-material';
export { issueToken, tenantOf, type TokenRequest } from './auth/embedded-issuer';
export { issuerSilence } from './auth/oidc-keys';
export { createTokenVerifier } from './auth/jwt-verifier';
export { type Principal, type Verification, type VerificationFailure } from './auth/principal';
export {
  isRoleName,
  LEDGER_ROLES,
  type LedgerRole,
  PARTNER_ROLES,
  ROLE_NAMES,
  type RoleName,
} from './auth/roles';
export { TokenVerifier } from './auth/token-verifier.port';
export {
  announceDatabase,
  announceReady,
  DATABASE_MESSAGE,
  exitWhenParentGoes,
  READY_MESSAGE,
  whenNpmGoes,
} from './supervision/parent';
export { endMessageOf, runProcess } from './supervision/run-process';
export { addressesReachedBy, ensurePortIsFree, freePort, portState } from './network/ports';
export { type DirectoryLock, type LockAttempt, tryLockDirectory } from './files/directory-lock';
export { databaseFailure } from './failures/database-failure';
export { PlainError, type PlainFailure, plainFailureOf } from './failures/plain-failure';
export { isOutOfReach } from './failures/out-of-reach';
export { errorCode, messageOf } from './failures/system-error';
export {
  type EmbeddedPostgres,
  findPostgres,
  haltPostgres,
  postgresPid,
  type PostgresOptions,
  startPostgres,
  stopPostgres,
} from './embedded-postgres/embedded-postgres';
export { parentGuard } from './embedded-postgres/ordinary-user';
export {
  sweepAbandonedPostgres,
  type TemporaryDirectory,
  temporaryPostgresDirectory,
} from './embedded-postgres/abandoned';
export { type ConfigurationOverrides, environmentWith } from './configuration/environment';
export { makePrivateDirectory, readIfThere, replaceFile } from './files/durable-file';
export { RollingFile } from './files/rolling-file';
