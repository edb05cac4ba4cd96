import { Injectable } from '@nestjs/common';
import {
  Calendar,
  type Day,
  evolveSubscription,
  type SubscriptionEvent,
  type SubscriptionLinked,
  type SubscriptionState,
} from '#ledger-core';
import { decodeSubscriptionEvent, EventLog } from '#event-log';
import { sleep } from '#platform';
import { BusinessClock } from '../../ports/business-clock.port';
import { ParkedStreams } from '../../ports/parked-streams.port';
import { PolicyTermsBook } from '../../ports/policy-terms-book.port';
import { CommandExecutor } from '../execute-command';
import { withoutDueWork } from '../stream-kind';

/** Which account a subscription belongs to, how often and as what it was linked, and the latest day of its stream. */
export type LinkState = Readonly<{
  link: SubscriptionState;
  links: number;
  latest?: SubscriptionLinked['data'];
  today?: Day;
}>;

/** How a subscription's stream is read, folded and written. Nothing falls due in it. */
export const subscriptionKind = withoutDueWork<LinkState, SubscriptionEvent>({
  empty: () => ({ link: {}, links: 0 }),
  evolve: (state, event) => {
    const link = evolveSubscription(state.link, event);
    if (event.type === 'OperationAccepted')
      return { ...state, link, today: laterDay(state, event.data.on) };
    const { data } = event;
    const today = laterDay(state, data.linkedOn);
    return { link, links: state.links + 1, latest: data, today };
  },
  decode: decodeSubscriptionEvent,
  today: ({ today }) => today,
});

function laterDay({ today }: LinkState, on: Day): Day {
  return Calendar.later(today ?? on, on);
}

/** The one way to write subscriptions. */
@Injectable()
export class SubscriptionExecutor extends CommandExecutor<LinkState, SubscriptionEvent> {
  constructor(log: EventLog, clock: BusinessClock, terms: PolicyTermsBook, parked: ParkedStreams) {
    super(subscriptionKind, { log, clock, terms, parked, pause: sleep, chance: Math.random });
  }
}
