import { Injectable } from '@nestjs/common';
import { evolvePublishedRates, type ExchangeRateEvent, type PublishedRates } from '#ledger-core';
import { decodeExchangeRateEvent, EventLog } from '#event-log';
import { sleep } from '#platform';
import { BusinessClock } from '../../ports/business-clock.port';
import { ParkedStreams } from '../../ports/parked-streams.port';
import { PolicyTermsBook } from '../../ports/policy-terms-book.port';
import { CommandExecutor } from '../execute-command';
import { withoutDueWork } from '../stream-kind';

/** How the stream of the exchange rates is read, folded and written. Nothing falls due in it. */
export const exchangeRatesKind = withoutDueWork<PublishedRates, ExchangeRateEvent>({
  empty: () => ({}),
  evolve: evolvePublishedRates,
  decode: decodeExchangeRateEvent,
  today: ({ lastPublishedOn }) => lastPublishedOn,
});

/** The one way to write exchange rates. */
@Injectable()
export class ExchangeRateExecutor extends CommandExecutor<PublishedRates, ExchangeRateEvent> {
  constructor(log: EventLog, clock: BusinessClock, terms: PolicyTermsBook, parked: ParkedStreams) {
    super(exchangeRatesKind, { log, clock, terms, parked, pause: sleep, chance: Math.random });
  }
}
