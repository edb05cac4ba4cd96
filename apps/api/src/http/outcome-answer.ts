import { type Done, type Outcome } from '#application';
import { Refusal } from './refusal';
import { sentence } from './sentence';
import { answerOfRejection } from './rejection-table';

const RETRY_AFTER_PARKED_SECONDS = 30;

/**
 * What a command that was carried out answers.
 * @throws Refusal for every other outcome, with what its caller needs to act.
 */
export function doneOf<Answer>(outcome: Outcome<Answer>): Done<Answer> {
  switch (outcome.outcome) {
    case 'done':
      return outcome;
    case 'rejected':
      throw new Refusal(answerOfRejection(outcome.rejection));
    case 'busy':
      throw later(
        'AccountBusy',
        'Others kept writing to the billing account; nothing was changed. Send the same request again.',
        outcome.retryAfterSeconds,
      );
    case 'unavailable':
      throw later(
        'LedgerUnavailable',
        `${sentence(outcome.reason)} Send the same request again: it is carried out once.`,
        outcome.retryAfterSeconds,
      );
    case 'parked':
      throw later(
        'AccountParked',
        `The billing account is parked until its history is mended: ${sentence(outcome.reason)}`,
        RETRY_AFTER_PARKED_SECONDS,
      );
  }
}

function later(code: string, detail: string, retryAfterSeconds: number): Refusal {
  return new Refusal({
    status: 503,
    code,
    azureCode: 'BillingTransientError',
    detail,
    retryAfterSeconds,
  });
}
