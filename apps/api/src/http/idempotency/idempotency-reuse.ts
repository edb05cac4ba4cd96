import { type KeyedRequest, type KeyStanding } from '#read-models';
import { Refusal } from '../errors/refusal';
import { answerOfRejection } from '../rejections/rejection-table';

/** The refusal of a request under a key that names another of the same caller. */
export function reusedFor({ request: first, state }: KeyStanding, request: KeyedRequest): Refusal {
  const isBodyAlone = first.method === request.method && first.path === request.path;
  const other = `${first.method} ${first.path}${isBodyAlone ? ' with another body' : ''}`;
  const detail =
    state === 'answered'
      ? `This Idempotency-Key was used for ${other}; a new request needs a new key.`
      : `This Idempotency-Key names ${other}, a request whose end is not known; send that again as it was, or choose another key for this one.`;
  return new Refusal({ ...answerOfRejection({ code: 'KeyReused' }), detail });
}
