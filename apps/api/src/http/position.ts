import { type HttpReply } from './exchange';

/** Tells the caller how far a later read has to wait to see what was just done. */
export function sendPosition(reply: HttpReply, position: bigint): void {
  reply.header('x-ledger-position', position.toString());
}

/** A position as `x-ledger-position` gave it; undefined when the text is none. */
export function parsedPosition(text: string): bigint | undefined {
  return /^\d{1,19}$/.test(text) ? BigInt(text) : undefined;
}
