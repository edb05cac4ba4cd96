import {
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  RequiredMetadataPropertyMissingError,
  StreamDeletedError,
  UnsupportedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { type AppendOutcome } from './event-log.port';

/** Errors by which the store says that it wrote nothing and would not if it were asked again. */
const REFUSALS = [
  AccessDeniedError,
  InvalidArgumentError,
  RequiredMetadataPropertyMissingError,
  StreamDeletedError,
  UnsupportedError,
];

/** What a failed append means. Whatever does not say that nothing was written leaves it open. */
export function outcomeOfFailure(error: unknown): AppendOutcome {
  if (error instanceof WrongExpectedVersionError) return { outcome: 'conflict' };
  if (error instanceof MaxAppendSizeExceededError) return { outcome: 'tooLarge' };
  if (REFUSALS.some((refusal) => error instanceof refusal))
    return { outcome: 'refused', cause: error };
  return { outcome: 'unanswered', cause: error };
}
