import { Injectable } from '@nestjs/common';
import { evolveUtilisation, type UtilisationEvent, type UtilisationState } from '#ledger-core';
import { decodeUtilisationEvent, encodeEvent, EventLog } from '#event-log';
import { sleep } from '#platform';
import { BusinessClock } from '../ports/business-clock.port';
import { ParkedStreams } from '../ports/parked-streams.port';
import { PolicyTermsBook } from '../ports/policy-terms-book.port';
import { CommandExecutor } from './execute-command';
import { type StreamKind } from './stream-kind';

/** How the stream of what was measured for an account is read, folded and written. Nothing falls due in it. */
export const utilisationKind: StreamKind<UtilisationState, UtilisationEvent> = {
  empty: () => ({}),
  evolve: evolveUtilisation,
  copy: (state) => state,
  parse: (logged) => {
    const decoded = decodeUtilisationEvent(logged);
    if (decoded.outcome === 'unreadable') throw new TypeError(decoded.why);
    return decoded.event;
  },
  encode: encodeEvent,
  today: ({ today }) => today,
  nextDueDay: () => undefined,
  decideDueDay: (_, { on }) =>
    Promise.reject(new Error(`Nothing falls due in a stream of usage, on ${on} either`)),
};

/** The one way to write what was measured. */
@Injectable()
export class UtilisationExecutor extends CommandExecutor<UtilisationState, UtilisationEvent> {
  constructor(log: EventLog, clock: BusinessClock, terms: PolicyTermsBook, parked: ParkedStreams) {
    super(utilisationKind, { log, clock, terms, parked, pause: sleep, chance: Math.random });
  }
}
