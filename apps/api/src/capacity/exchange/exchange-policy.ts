import { type ExchangePolicyRefusal, isExchangePolicyRefusal, type Outcome } from '#application';
import { doneOf } from '../../http/errors/outcome-answer';
import { Refusal } from '../../http/errors/refusal';
import { answerOfRejection } from '../../http/rejections/rejection-table';
import { type BodyOf } from '../../http/body-of';
import { type policyErrorAnswer } from '../refund/refund.answer';

/** An ExchangePolicyError of Azure's; its codes are free, these are the ledger's. */
export type ExchangePolicyError = BodyOf<typeof policyErrorAnswer>;

/** One code a refusal, the same in a calculated exchange and in the exchange that is refused. */
const POLICY_CODES: Readonly<Record<ExchangePolicyRefusal['code'], string>> = {
  ReservationNotActive: 'ReservationNotActive',
  TypeNotReturnable: 'ReservationNotExchangeable',
  SwapInstead: 'ReservationNotExchangeable',
  ExchangeGroupsDiffer: 'ReservationTypesNotExchangeable',
  SubscriptionNotOfAccount: 'BillingScopeMismatch',
  ReservationsOfSeveralAccounts: 'BillingScopeMismatch',
  PurchaseTotalTooLow: 'PurchaseTotalLessThanRefundTotal',
};

export function exchangePolicyError(refusal: ExchangePolicyRefusal): ExchangePolicyError {
  return { code: POLICY_CODES[refusal.code], message: answerOfRejection(refusal).detail };
}

/**
 * What an exchange that was carried out answers.
 * @throws Refusal 400 for what policy refuses, whatever the status of the same refusal elsewhere.
 */
export function exchangedOf<Answer>(
  outcome: Outcome<Answer>,
): Extract<Outcome<Answer>, { outcome: 'done' }> {
  if (outcome.outcome !== 'rejected' || !isExchangePolicyRefusal(outcome.rejection))
    return doneOf(outcome);
  const azureCode = POLICY_CODES[outcome.rejection.code];
  throw new Refusal({ ...answerOfRejection(outcome.rejection), status: 400, azureCode });
}
