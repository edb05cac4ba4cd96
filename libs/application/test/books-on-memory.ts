import {
  type BillingAccountId,
  BUILT_IN_TERMS,
  type Day,
  type ExchangeRate,
  type PolicyTerms,
  rateOn,
  type ReportedUsage,
  type ReservationId,
} from '#ledger-core';
import { type Knowledge } from '#price-list';
import {
  BookUnreadable,
  type CurrencyPair,
  ExchangeRateBook,
  PolicyTermsBook,
  UsageBook,
  type UsageDays,
} from '#application';

export class MemoryTerms extends PolicyTermsBook {
  published: PolicyTerms[] = [];
  /** Why the stream is parked, when it is. */
  parked: string | undefined;

  override versions(): Promise<readonly PolicyTerms[]> {
    if (this.parked !== undefined)
      return Promise.reject(new BookUnreadable('policy terms', this.parked));
    return Promise.resolve([...BUILT_IN_TERMS, ...this.published]);
  }
}

/** A rate, and since when it is known. */
type KnownRate = ExchangeRate & Readonly<{ recordedAt?: string }>;

export class MemoryRates extends ExchangeRateBook {
  rates: KnownRate[] = [];
  /** Why the stream is parked, when it is. */
  parked: string | undefined;

  override rateOn(
    pair: CurrencyPair,
    on: Day,
    { recordedBefore }: Knowledge = {},
  ): Promise<ExchangeRate | undefined> {
    if (this.parked !== undefined)
      return Promise.reject(new BookUnreadable('exchange rates', this.parked));
    const known = this.rates.filter(
      ({ recordedAt = '2021-01-01T00:00:00.000Z' }) =>
        recordedBefore === undefined || recordedAt < recordedBefore,
    );
    const found = rateOn(known, pair, on);
    if (found === undefined) return Promise.resolve(undefined);
    const { from, to, on: day, rate, source } = found;
    return Promise.resolve({ from, to, on: day, rate, source });
  }
}

export class MemoryUsage extends UsageBook {
  reported = new Map<ReservationId, ReportedUsage[]>();

  override reportedFor(
    _account: BillingAccountId,
    reservations: readonly ReservationId[],
    { from, through }: UsageDays,
  ): Promise<ReadonlyMap<ReservationId, readonly ReportedUsage[]>> {
    const found = new Map<ReservationId, readonly ReportedUsage[]>();
    for (const id of reservations) {
      const days = (this.reported.get(id) ?? []).filter(
        ({ on }) => (from === undefined || from <= on) && on <= through,
      );
      if (days.length > 0) found.set(id, days);
    }
    return Promise.resolve(found);
  }
}
