import { type JsonObject, type Principal } from '#ledger-core';
import { canonicalJson, type CommandId, commandId } from '#event-log';

/**
 * The id of a command that its caller's key names. A key is the caller's own, in one tenant, and names one command of a
 * target: ids minted from it are never those of another account, whoever uses the key there again.
 */
export function keyedCommandId(
  kind: string,
  { caller, key, target }: Readonly<{ caller: Principal; key: string; target: string }>,
): CommandId {
  return commandId(kind, target, caller.tenantId ?? '', caller.id, key);
}

/** A key as the edge knows it: only one that was chosen to name a request stands for that request alone. */
export type RequestKey = Readonly<{ key: string; isIdempotencyKey: boolean }>;

/**
 * The id of a command that its caller's request names. A key that the caller's client made may serve several requests:
 * there another request is another command. One the caller chose names one request, and another under it is refused.
 */
export function requestCommandId(
  kind: string,
  {
    caller,
    requestKey: { key, isIdempotencyKey },
    target,
    request,
  }: Readonly<{
    caller: Principal;
    requestKey: RequestKey;
    target: string;
    request: JsonObject;
  }>,
): CommandId {
  if (isIdempotencyKey) return keyedCommandId(kind, { caller, key, target });
  return commandId(kind, target, caller.tenantId ?? '', caller.id, key, canonicalJson(request));
}
