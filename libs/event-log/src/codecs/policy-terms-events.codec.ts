import { z } from 'zod';
import {
  CAP_MEASURES,
  CHANNELS,
  type PolicyTerms,
  type PolicyTermsPublished,
  RESOURCE_TYPES,
} from '#ledger-core';
import { codec } from './codec';
import { exactly, oneOf, oneOfList } from './shapes';
import { count, day, decimal, flag, money, ordinal, text } from './values';

const policyTerms = exactly<PolicyTerms>({
  version: text,
  channel: oneOfList(CHANNELS),
  effectiveOn: day,
  earlyTerminationFeeRate: decimal,
  freeCancellationDays: count,
  refundCap: exactly<PolicyTerms['refundCap']>({
    limit: money,
    windowDays: ordinal,
    counts: oneOfList(CAP_MEASURES),
  }),
  prepaymentCreditValidityDays: ordinal,
  lowerPriceInRefund: flag,
  lowerPriceInExchange: flag,
  typesNotReturnable: z.array(oneOfList(RESOURCE_TYPES)),
  overageOutcome: oneOf<PolicyTerms['overageOutcome']>({ reopen: true, creditNote: true }),
});

export const policyTermsPublished = codec<PolicyTermsPublished>(
  'PolicyTermsPublished',
  exactly<PolicyTermsPublished['data']>({ terms: policyTerms, publishedOn: day }),
);
