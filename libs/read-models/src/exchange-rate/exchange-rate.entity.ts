import { column, key, type Table } from '../schema/table';

/** Every rate that was ever published, also one that another of its day has followed: a late due day still needs it. */
export const exchangeRateTable = {
  name: 'exchange_rate',
  columns: {
    stream_revision: key('bigint'),
    from_currency: column('currency'),
    to_currency: column('currency'),
    on_day: column('date'),
    rate: column('numeric'),
    source: column('text'),
    published_on: column('date'),
    /** In business time. */
    recorded_at: column('timestamptz'),
  },
  indices: [
    {
      name: 'exchange_rate_of_day',
      columns: ['from_currency', 'to_currency', 'on_day', 'stream_revision'],
    },
  ],
} satisfies Table;
