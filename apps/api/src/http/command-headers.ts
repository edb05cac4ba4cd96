import { type Done } from '#application';
import { type HttpReply } from './request-and-reply';

/** What every answer of a command says beside its body: how far a later read has to wait to see it, and whether it is the first. */
export function sendCommandHeaders(
  reply: HttpReply,
  { position, replayed }: Pick<Done<unknown>, 'position' | 'replayed'>,
): void {
  reply.header('x-ledger-position', position.toString());
  if (replayed) reply.header('Idempotency-Replayed', 'true');
}
