import {
  BUILT_IN_TERMS,
  type Day,
  type ExchangeRate,
  type PolicyTerms,
  rateOn,
  type ReportedUsage,
  type ReservationId,
} from '#ledger-core';
import {
  type CurrencyPair,
  ExchangeRateBook,
  PolicyTermsBook,
  UsageBook,
  type UsageDays,
} from '#application';

export class MemoryTerms extends PolicyTermsBook {
  published: PolicyTerms[] = [];

  override versions(): Promise<readonly PolicyTerms[]> {
    return Promise.resolve([...BUILT_IN_TERMS, ...this.published]);
  }
}

export class MemoryRates extends ExchangeRateBook {
  rates: ExchangeRate[] = [];

  override rateOn(pair: CurrencyPair, on: Day): Promise<ExchangeRate | undefined> {
    return Promise.resolve(rateOn(this.rates, pair, on));
  }
}

export class MemoryUsage extends UsageBook {
  reported = new Map<ReservationId, ReportedUsage[]>();

  override reportedFor(
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
