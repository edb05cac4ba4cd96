import { POLICY_TERMS_STREAM } from '#event-log';
import { contextAt, projected } from '../../test/projected';
import { sample } from '../../test/sample-events';
import { publishedPolicyTerms } from './policy-terms.read-model';

test('a published version of the terms is a row that holds them whole', () => {
  const published = sample('PolicyTermsPublished');
  const rows = projected(publishedPolicyTerms, published, contextAt(POLICY_TERMS_STREAM));
  expect(rows).toMatchObject([
    {
      change: 'upsert',
      row: {
        version: 'self-service-2021-07',
        channel: 'self-service',
        effective_on: '2021-07-01',
        published_on: '2021-06-15',
        stream_revision: '7',
        terms: { earlyTerminationFeeRate: '0.12', freeCancellationDays: 5 },
      },
    },
  ]);
});
