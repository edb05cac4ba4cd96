import { type ExchangeRatePublished } from '#ledger-core';
import { codec } from './codec';
import { exactly } from './shapes';
import { currency, day, decimal, text } from './values';

function isPositive(rate: string): boolean {
  return !rate.startsWith('-') && /[1-9]/.test(rate);
}

export const exchangeRatePublished = codec<ExchangeRatePublished>(
  'ExchangeRatePublished',
  exactly<ExchangeRatePublished['data']>({
    from: currency,
    to: currency,
    on: day,
    rate: decimal.refine(isPositive, 'not above 0'),
    source: text,
    publishedOn: day,
  }),
);
