import { randomUUID } from 'node:crypto';
import { type RequestKey } from '#application';
import { keyOf } from './idempotency-key';
import { headerOf, type HttpRequest } from '../request-and-reply';

const CLIENT_REQUEST_ID_LENGTH_MAX = 128;

/**
 * Azure's clients send a request again by themselves with the same `x-ms-client-request-id`: it is carried out once.
 * Without that header and without an `Idempotency-Key` every request stands for itself.
 * @throws Refusal 400 for an `Idempotency-Key` that is none.
 */
export function requestKeyOf(request: HttpRequest): RequestKey {
  const { idempotencyKey } = keyOf(request);
  if (idempotencyKey !== undefined) return { key: idempotencyKey, isIdempotencyKey: true };
  const sent = headerOf(request, 'x-ms-client-request-id')?.trim() ?? '';
  const isNamed = sent !== '' && sent.length <= CLIENT_REQUEST_ID_LENGTH_MAX;
  return { key: isNamed ? sent : randomUUID(), isIdempotencyKey: false };
}
