import { type Done, type Outcome } from '#application';
import { Refusal } from './refusal';
import { sentence } from './sentence';
import { answerOfRejection } from '../rejections/rejection-table';

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
      throw accountParked(outcome.reason);
  }
}

/** What is said of a parked stream: where and why, that nothing was changed, and who can do what. */
export function accountParked(reason: string): Refusal {
  const { answered } = later('AccountParked', parkedDetail(reason), RETRY_AFTER_PARKED_SECONDS);
  return new Refusal({ ...answered, detailForOthers: PARKED_FOR_OTHERS });
}

const PARKED_FOR_OTHERS =
  'Parked: the history of this account cannot be read on, so that nothing is decided on it; nothing was changed. Its operator knows the reason; send the same request again later.';

function parkedDetail(reason: string): string {
  return `Parked: ${sentence(reason)} Nothing was changed, and nothing is decided or shown by a history that cannot be read on. The operator mends the log or starts a release that reads it, and then runs "ledger unpark"; send the same request again after that.`;
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
