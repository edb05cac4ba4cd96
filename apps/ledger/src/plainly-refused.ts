import { ConfigurationError, plainFailureOf } from '#platform';
import { CannotGoOn, EXIT } from './exit-codes';

/** What was thrown, as the refusal to go on that it means to a person; a fault of ours stays as it is. */
export function plainlyRefused(error: unknown): unknown {
  if (error instanceof CannotGoOn || error instanceof ConfigurationError) return error;
  const failure = plainFailureOf(error);
  if (failure === undefined) return error;
  return new CannotGoOn(failure.message, failure.mayPass ? EXIT.unavailable : EXIT.failed);
}
