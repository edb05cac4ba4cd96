import { type Principal } from '#ledger-core';
import { type CommandId, commandId } from '#event-log';

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
