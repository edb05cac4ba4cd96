import { readModel } from '../row-writer/row-change';
import { exchangeRateTable } from './exchange-rate.entity';

/** One row a rate that was published. */
export const exchangeRates = readModel(exchangeRateTable, {
  ExchangeRatePublished: ({ from, to, on, rate, source, publishedOn }, { revision, metadata }) => [
    {
      change: 'upsert',
      row: {
        stream_revision: String(revision),
        from_currency: from,
        to_currency: to,
        on_day: on,
        rate,
        source,
        published_on: publishedOn,
        recorded_at: metadata.recordedAt,
      },
    },
  ],
});
