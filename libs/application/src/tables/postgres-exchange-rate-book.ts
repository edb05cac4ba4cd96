import { type Day, type ExchangeRate } from '#ledger-core';
import { EXCHANGE_RATES_STREAM } from '#event-log';
import { type Knowledge } from '#price-list';
import { parkedStream, publishedRateOn, type Reader } from '#read-models';
import { BookUnreadable } from '../ports/book-unreadable';
import { type CurrencyPair, ExchangeRateBook } from '../ports/exchange-rate-book.port';

/** The projected table of exchange rates. */
export class PostgresExchangeRateBook extends ExchangeRateBook {
  constructor(private readonly reader: Reader) {
    super();
  }

  override async rateOn(
    pair: CurrencyPair,
    on: Day,
    { recordedBefore }: Knowledge = {},
  ): Promise<ExchangeRate | undefined> {
    // A stream that is parked after this look had the same rows at its beginning.
    const parked = await parkedStream(this.reader, EXCHANGE_RATES_STREAM);
    if (parked !== undefined) throw new BookUnreadable('exchange rates', parked.reason);
    return publishedRateOn(this.reader, pair, on, recordedBefore);
  }
}
