import { Injectable } from '@nestjs/common';
import {
  BUILT_IN_TERMS,
  Calendar,
  type Day,
  evolvePublishedTerms,
  type PolicyTermsEvent,
  type PublishedTerms,
} from '#ledger-core';
import { decodePolicyTermsEvent, EventLog } from '#event-log';
import { sleep } from '#platform';
import { BusinessClock } from '../../ports/business-clock.port';
import { ParkedStreams } from '../../ports/parked-streams.port';
import { PolicyTermsBook } from '../../ports/policy-terms-book.port';
import { CommandExecutor } from '../execute-command';
import { withoutDueWork } from '../stream-kind';

/** Every version, the built-in ones first, and the latest day of the stream. */
export type TermsState = Readonly<{ versions: PublishedTerms; today?: Day }>;

/** How the stream of the policy terms is read, folded and written. Nothing falls due in it. */
export const policyTermsKind = withoutDueWork<TermsState, PolicyTermsEvent>({
  empty: () => ({ versions: BUILT_IN_TERMS }),
  evolve: (state, event) => {
    const versions = evolvePublishedTerms(state.versions, event);
    if (event.type !== 'OperationAccepted') return { ...state, versions };
    const { on } = event.data;
    return { versions, today: Calendar.later(state.today ?? on, on) };
  },
  decode: decodePolicyTermsEvent,
  today: ({ today }) => today,
});

/** The one way to write policy terms. */
@Injectable()
export class PolicyTermsExecutor extends CommandExecutor<TermsState, PolicyTermsEvent> {
  constructor(log: EventLog, clock: BusinessClock, terms: PolicyTermsBook, parked: ParkedStreams) {
    super(policyTermsKind, { log, clock, terms, parked, pause: sleep, chance: Math.random });
  }
}
