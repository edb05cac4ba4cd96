import { type JsonObject } from '#ledger-core';
import { type ApplicationRejection } from './messages/application-rejection';
import { type Done, type Outcome, type Rejected } from './messages/outcome';
import { type Projection } from './ports/projection.port';

/** How long a command that answers only when it is projected waits for that. */
export const PROJECTED_WITHIN_MS = 10_000;
const RETRY_AFTER_SECONDS = 2;

/** The answer of a command as its caller knows it, made from the JSON that stands in the log. */
export function answeredAs<Answer>(
  outcome: Outcome<JsonObject>,
  read: (answer: JsonObject) => Answer,
): Outcome<Answer> {
  return outcome.outcome === 'done' ? { ...outcome, answer: read(outcome.answer) } : outcome;
}

/** An outcome, held back until the tables have what it rests on. */
export async function whenProjected<Answer>(
  projection: Projection,
  outcome: Outcome<Answer>,
): Promise<Outcome<Answer>> {
  if (outcome.outcome !== 'done') return outcome;
  if (await projection.waitFor(outcome.position, PROJECTED_WITHIN_MS)) return outcome;
  return {
    outcome: 'unavailable',
    reason: 'It is written, but the read models do not have it yet',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  };
}

/** The outcome of a request that is refused. */
export function rejectedFor(rejection: ApplicationRejection): Rejected {
  return { outcome: 'rejected', rejection };
}

/** An answer that rests on what was looked at and wrote nothing into the log. */
export function lookedUp<Answer>(answer: Answer, position: bigint): Done<Answer> {
  return { outcome: 'done', answer, position, replayed: false };
}
