import { type Day, type ExchangeRate } from '#ledger-core';
import { type Knowledge } from '#price-list';

/** Two currencies (ISO 4217); a rate of the inverse pair serves too (R-CAP-2). */
export type CurrencyPair = Readonly<{ from: string; to: string }>;

/** Published exchange rates. */
export abstract class ExchangeRateBook {
  /** The rate of the latest day ≤ the day for the pair, else for the inverse pair; of several for one day the one published last. @throws BookUnreadable while their stream is parked. */
  abstract rateOn(
    pair: CurrencyPair,
    on: Day,
    knowledge?: Knowledge,
  ): Promise<ExchangeRate | undefined>;
}
