import { type OperationAccepted } from '../billing-account/events/account-events';
import { type Day } from '../kernel/calendar';
import { type PolicyTerms } from '../policy/policy-terms';

/** A new version of a channel's terms, in effect from a later day on (docs/policy-rules.md, "By term"). */
export type PolicyTermsPublished = Readonly<{
  type: 'PolicyTermsPublished';
  data: Readonly<{ terms: PolicyTerms; publishedOn: Day }>;
}>;

export type PolicyTermsEvent = OperationAccepted | PolicyTermsPublished;
export type PolicyTermsEventType = PolicyTermsEvent['type'];

export const POLICY_TERMS_EVENT_TYPES: readonly PolicyTermsEventType[] = [
  'OperationAccepted',
  'PolicyTermsPublished',
];
