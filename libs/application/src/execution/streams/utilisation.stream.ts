import { Injectable } from '@nestjs/common';
import { evolveUtilisation, type UtilisationEvent, type UtilisationState } from '#ledger-core';
import { decodeUtilisationEvent, EventLog } from '#event-log';
import { sleep } from '#platform';
import { BusinessClock } from '../../ports/business-clock.port';
import { ParkedStreams } from '../../ports/parked-streams.port';
import { PolicyTermsBook } from '../../ports/policy-terms-book.port';
import { CommandExecutor } from '../execute-command';
import { withoutDueWork } from '../stream-kind';

/** How the stream of what was measured for an account is read, folded and written. Nothing falls due in it. */
export const utilisationKind = withoutDueWork<UtilisationState, UtilisationEvent>({
  empty: () => ({}),
  evolve: evolveUtilisation,
  decode: decodeUtilisationEvent,
  today: ({ today }) => today,
});

/** The one way to write what was measured. */
@Injectable()
export class UtilisationExecutor extends CommandExecutor<UtilisationState, UtilisationEvent> {
  constructor(log: EventLog, clock: BusinessClock, terms: PolicyTermsBook, parked: ParkedStreams) {
    super(utilisationKind, { log, clock, terms, parked, pause: sleep, chance: Math.random });
  }
}
