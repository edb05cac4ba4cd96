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
export { createLogger, type Logger, standardError } from './logging/logger';
export { MachineClock } from './clock/machine-clock.port';
export { sleep, SystemMachineClock } from './clock/system-clock';
export { embeddedTls, tlsFilesOf, type TlsMaterial, tlsMaterial } from './tls/tls-material';
export { issueToken, tenantOf, type TokenRequest } from './auth/embedded-issuer';
export { createTokenVerifier } from './auth/jwt-verifier';
export { type Principal, type Verification, type VerificationFailure } from './auth/principal';
export { TokenVerifier } from './auth/token-verifier.port';
export {
  announceReady,
  exitWhenParentGoes,
  READY_MESSAGE,
  whenNpmGoes,
} from './supervision/parent';
export { freePort, portState } from './network/ports';
export { type DirectoryLock, type LockAttempt, tryLockDirectory } from './files/directory-lock';
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
