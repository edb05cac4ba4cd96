import { Metadata, type ServerErrorResponse, status } from '@grpc/grpc-js';
import { StorageLost, StorageRefused } from '../storage/event-storage.port';

/** Why a call ends without an answer: a gRPC status and the trailers that official clients read. */
export class RpcFailure extends Error {
  constructor(
    readonly code: status,
    readonly details: string,
    readonly trailers: Readonly<Record<string, string>> = {},
    /** What is wrong in plain words, where the details of the real server do not say it; and what caused it here. */
    explanation: Readonly<{ reason?: string; cause?: unknown }> = {},
  ) {
    super(explanation.reason ?? details, { cause: explanation.cause });
  }
}

/** The largest append in bytes, over all its events. */
export const APPEND_BYTES_MAX = 1_048_576;

/** What the real server answers where it has no better word; the reason goes to the node's log. */
export const handlerFailure = (reason: string): RpcFailure =>
  new RpcFailure(status.UNKNOWN, 'Exception was thrown by handler.', {}, { reason });

export const invalidArgument = (details: string): RpcFailure =>
  new RpcFailure(status.INVALID_ARGUMENT, details);

export const accessDenied = (): RpcFailure =>
  new RpcFailure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const appendTooLarge = (): RpcFailure =>
  new RpcFailure(status.INVALID_ARGUMENT, `Maximum Append Size of ${APPEND_BYTES_MAX} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(APPEND_BYTES_MAX),
  });

export const missingMetadata = (property: string): RpcFailure =>
  new RpcFailure(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

/** The failure to answer for anything thrown while a call was served; what is not the client's doing is its cause. */
export function failureOf(error: unknown): RpcFailure {
  if (error instanceof RpcFailure) return error;
  if (error instanceof StorageLost || error instanceof StorageRefused)
    return new RpcFailure(status.UNAVAILABLE, error.message, {}, { cause: error });
  const { code, details } = handlerFailure('');
  const reason = 'The node could not serve a call.';
  return new RpcFailure(code, details, {}, { reason, cause: error });
}

/** The failure as grpc-js wants it. */
export function serverError({
  code,
  details,
  trailers,
  name,
  message,
}: RpcFailure): Error & ServerErrorResponse {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return { name, message, code, details, metadata };
}
