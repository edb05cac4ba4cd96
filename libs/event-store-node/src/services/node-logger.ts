import { type RpcFailure } from '../protocol/rpc-failure';

/** The part of a structured logger (pino's shape) that the node uses. */
export type NodeLogger = Readonly<{
  debug: (fields: object, message: string) => void;
  info: (fields: object, message: string) => void;
  warn: (fields: object, message: string) => void;
  error: (fields: object, message: string) => void;
}>;

export const SILENT: NodeLogger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A client's mistake is a detail; what the node or its database could not do is an error with its cause. */
export function logFailure(logger: NodeLogger, { message, cause }: RpcFailure): void {
  if (cause === undefined) logger.debug({ reason: message }, 'A call was refused.');
  else logger.error({ err: cause }, message);
}
