import { EXCHANGE_RATES_STREAM } from '#event-log';
import { contextAt, projected } from '../../test/projected';
import { sample } from '../../test/sample-events';
import { exchangeRates } from './exchange-rate.read-model';

test('a published rate is a row of its own, with the instant at which it came to be known', () => {
  const published = sample('ExchangeRatePublished');
  expect(projected(exchangeRates, published, contextAt(EXCHANGE_RATES_STREAM))).toEqual([
    {
      change: 'upsert',
      row: {
        stream_revision: '7',
        from_currency: 'EUR',
        to_currency: 'USD',
        on_day: '2021-06-15',
        rate: '1.2108',
        source: 'European Central Bank, reference rates',
        published_on: '2021-06-15',
        recorded_at: '2021-03-20T08:00:00.000Z',
      },
    },
  ]);
});
