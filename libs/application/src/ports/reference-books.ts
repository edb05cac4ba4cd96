import { Injectable } from '@nestjs/common';
import { PriceBook } from '#price-list';
import { ExchangeRateBook } from './exchange-rate-book.port';
import { PolicyTermsBook } from './policy-terms-book.port';
import { UsageBook } from './usage-book.port';

/** What is decided with besides the account's own history. */
@Injectable()
export class ReferenceBooks {
  constructor(
    readonly prices: PriceBook,
    readonly usage: UsageBook,
    readonly rates: ExchangeRateBook,
    readonly terms: PolicyTermsBook,
  ) {}
}
