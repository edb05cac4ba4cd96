import { type ServiceError, status } from '@grpc/grpc-js';
import { StoreUnavailable, TransferRefused } from './transfer-failures';

const NOT_LET_IN: readonly number[] = [status.UNAUTHENTICATED, status.PERMISSION_DENIED];

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
    ? error.code
    : undefined;
}

function isServiceError(error: unknown): error is ServiceError {
  return codeOf(error) !== undefined && error instanceof Error && 'metadata' in error;
}

/** Whether another node of the cluster is to be asked; the client does so at the next call. */
export function isNotLeader(error: unknown): boolean {
  return isServiceError(error) && error.metadata.get('exception').includes('not-leader');
}

/** What a failed call to the store of that name means for a transfer. */
export function failureOf(name: string, error: unknown): Error {
  if (error instanceof StoreUnavailable || error instanceof TransferRefused) return error;
  const why = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (code !== undefined && NOT_LET_IN.includes(code))
    return new TransferRefused(`The event store at ${name} does not permit it: ${why}`);
  if (code === status.UNIMPLEMENTED)
    return new TransferRefused(
      `What answers at ${name} does not speak the protocol of EventStoreDB 21.10 or later: ${why}`,
    );
  return new StoreUnavailable(`The event store at ${name} cannot be worked with now: ${why}`, {
    cause: error,
  });
}
