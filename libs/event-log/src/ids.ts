import { v5, validate } from 'uuid';
import { type Brand } from '#ledger-core';

/** Names one command for good: the same order from outside is the same command, however often it arrives. */
export type CommandId = Brand<string, 'CommandId'>;

/** Names one event for good, so that the log knows an append that is sent again. */
export type EventId = Brand<string, 'EventId'>;

/** The namespace (RFC 9562) of command ids. Changing it would make every repeated command a new one. */
const COMMANDS = '8d0c1c52-6f5e-5c0b-9b53-0f2a6e1f7a11';

/** UUIDv5 of a command's kind and what names it outside: a session, an order id, a principal and a key. */
export function commandId(kind: string, ...outsideId: readonly [string, ...string[]]): CommandId {
  return v5(JSON.stringify([kind, ...outsideId]), COMMANDS) as CommandId;
}

/** A command id as text, read back in its one spelling. @throws RangeError when it is not a UUID. */
export function parsedCommandId(text: string): CommandId {
  if (!validate(text)) throw new RangeError(`Not a command id: ${text}`);
  return text.toLowerCase() as CommandId;
}

/** An event id as the log returned it. */
export function recordedEventId(text: string): EventId {
  return text as EventId;
}

/** UUIDv5 of the command and the event's place in it, from 0. */
export function eventId(command: CommandId, index: number): EventId {
  return v5(`event ${checkedCount(index)}`, command) as EventId;
}

/** UUIDv5 of the command, a role and a number from 0: a second decision names the same siblings, orders and charges. */
export function mintedId(command: CommandId, role: string, n: number): string {
  return v5(`minted ${role} ${checkedCount(n)}`, command);
}

function checkedCount(n: number): number {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`Not a place in a command: ${n}`);
  return n;
}
