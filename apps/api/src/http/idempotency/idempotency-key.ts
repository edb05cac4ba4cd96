import { headerOf, type HttpRequest } from '../request-and-reply';
import { badInput } from '../errors/refusal';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** The caller's key, ready to be spread into a command. @throws Refusal 400 when it is no key. */
export function keyOf(request: HttpRequest): Readonly<{ idempotencyKey?: string }> {
  const key = headerOf(request, 'idempotency-key');
  if (key === undefined) return {};
  if (KEY.test(key)) return { idempotencyKey: key };
  throw badInput(
    'Idempotency-Key: must be 1 to 255 printable ASCII characters without blanks.',
    'Idempotency-Key',
  );
}
