import { Injectable } from '@nestjs/common';
import { evolvePublishedRates, type ExchangeRateEvent, type PublishedRates } from '#ledger-core';
import { decodeExchangeRateEvent, encodeEvent, EventLog } from '#event-log';
import { sleep } from '#platform';
import { BusinessClock } from '../ports/business-clock.port';
import { ParkedStreams } from '../ports/parked-streams.port';
import { PolicyTermsBook } from '../ports/policy-terms-book.port';
import { CommandExecutor } from './execute-command';
import { type StreamKind } from './stream-kind';

/** How the stream of the exchange rates is read, folded and written. Nothing falls due in it. */
export const exchangeRatesKind: StreamKind<PublishedRates, ExchangeRateEvent> = {
  empty: () => ({}),
  evolve: evolvePublishedRates,
  copy: (state) => state,
  parse: (logged) => {
    const decoded = decodeExchangeRateEvent(logged);
    if (decoded.outcome === 'unreadable') throw new TypeError(decoded.why);
    return decoded.event;
  },
  encode: encodeEvent,
  today: ({ lastPublishedOn }) => lastPublishedOn,
  nextDueDay: () => undefined,
  decideDueDay: (_, { on }) =>
    Promise.reject(new Error(`Nothing falls due among the exchange rates, on ${on} either`)),
};

/** The one way to write exchange rates. */
@Injectable()
export class ExchangeRateExecutor extends CommandExecutor<PublishedRates, ExchangeRateEvent> {
  constructor(log: EventLog, clock: BusinessClock, terms: PolicyTermsBook, parked: ParkedStreams) {
    super(exchangeRatesKind, { log, clock, terms, parked, pause: sleep, chance: Math.random });
  }
}
