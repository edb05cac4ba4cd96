import { readModel } from '../row-writer/row-change';
import { policyTermsTable } from './policy-terms.entity';

/** One row a version that was published. */
export const publishedPolicyTerms = readModel(policyTermsTable, {
  PolicyTermsPublished: ({ terms, publishedOn }, { revision }) => [
    {
      change: 'upsert',
      row: {
        version: terms.version,
        channel: terms.channel,
        effective_on: terms.effectiveOn,
        terms,
        published_on: publishedOn,
        stream_revision: String(revision),
      },
    },
  ],
});
