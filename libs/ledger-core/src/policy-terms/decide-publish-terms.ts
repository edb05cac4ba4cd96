import { type Day } from '../kernel/calendar';
import { type PolicyTerms } from '../policy/policy-terms';
import { type PolicyTermsEvent, type PolicyTermsPublished } from './events';

/** Every version known, the built-in ones first. */
export type PublishedTerms = readonly PolicyTerms[];

export type PublishPolicyTerms = Readonly<{ type: 'PublishPolicyTerms'; terms: PolicyTerms }>;

export type PolicyTermsRejection =
  | Readonly<{ code: 'PolicyTermsVersionExists'; version: string }>
  /** Terms never rewrite what was decided by them: they take effect after today. */
  | Readonly<{ code: 'PolicyTermsEffectiveTooEarly'; effectiveOn: Day; today: Day }>
  | Readonly<{ code: 'PolicyTermsInvalid'; field: keyof PolicyTerms; accepted: string }>;

export type PolicyTermsDecision =
  | Readonly<{ outcome: 'accepted'; events: readonly PolicyTermsPublished[] }>
  | Readonly<{ outcome: 'rejected'; rejection: PolicyTermsRejection }>;

/** A new version can be published with an effective day without a release; a version never changes (docs/policy-rules.md, "By term"). */
export function decidePublishTerms(
  { terms }: PublishPolicyTerms,
  state: PublishedTerms,
  on: Day,
): PolicyTermsDecision {
  const { version, effectiveOn } = terms;
  if (state.some((known) => known.version === version))
    return rejected({ code: 'PolicyTermsVersionExists', version });
  if (effectiveOn <= on)
    return rejected({ code: 'PolicyTermsEffectiveTooEarly', effectiveOn, today: on });
  const invalid = invalidTerm(terms);
  if (invalid !== undefined) return rejected(invalid);
  return {
    outcome: 'accepted',
    events: [{ type: 'PolicyTermsPublished', data: { terms, publishedOn: on } }],
  };
}

/** Copies one fact of the stream of terms. */
export function evolvePublishedTerms(
  state: PublishedTerms,
  event: PolicyTermsEvent,
): PublishedTerms {
  switch (event.type) {
    case 'PolicyTermsPublished':
      return [...state, event.data.terms];
    case 'OperationAccepted':
      return state;
  }
}

function invalidTerm(terms: PolicyTerms): PolicyTermsRejection | undefined {
  const { refundCap } = terms;
  if (!/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/.test(terms.earlyTerminationFeeRate))
    return invalid('earlyTerminationFeeRate', 'decimal text from 0 to 1, such as 0.12');
  if (!isCount(terms.freeCancellationDays, 0))
    return invalid('freeCancellationDays', 'a whole number of days, 0 or more');
  if (refundCap.limit.currency !== 'USD' || refundCap.limit.amount.startsWith('-'))
    return invalid('refundCap', 'a limit in USD, 0 or more');
  if (!isCount(refundCap.windowDays, 1))
    return invalid('refundCap', 'a window of a whole number of days, 1 or more');
  if (!isCount(terms.prepaymentCreditValidityDays, 1))
    return invalid('prepaymentCreditValidityDays', 'a whole number of days, 1 or more');
  return undefined;
}

/** A century of days is more than any term, credit or window lasts. */
const DAYS_MAX = 36_525;

function isCount(value: number, min: number): boolean {
  return Number.isSafeInteger(value) && value >= min && value <= DAYS_MAX;
}

function invalid(field: keyof PolicyTerms, accepted: string): PolicyTermsRejection {
  return { code: 'PolicyTermsInvalid', field, accepted };
}

function rejected(rejection: PolicyTermsRejection): PolicyTermsDecision {
  return { outcome: 'rejected', rejection };
}
