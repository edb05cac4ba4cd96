import { Injectable } from '@nestjs/common';
import {
  type AccountDraft,
  type BillingEvent,
  decideDueDay,
  emptyAccount,
  evolve,
  nextDueDay,
} from '#ledger-core';
import { decodeBillingEvent, encodeEvent, EventLog } from '#event-log';
import { sleep } from '#platform';
import { BusinessClock } from '../ports/business-clock.port';
import { CommandExecutor } from './execute-command';
import { type Decided, type Moment, type Order, type StreamKind } from './stream-kind';

/** How a billing account's stream is read, folded and written. */
export const billingAccountKind: StreamKind<AccountDraft, BillingEvent> = {
  empty: emptyAccount,
  evolve: (draft, event) => {
    evolve(draft, event);
    return draft;
  },
  copy: (draft) => structuredClone(draft),
  parse: (logged) => {
    const decoded = decodeBillingEvent(logged);
    if (decoded.outcome === 'unreadable') throw new TypeError(decoded.why);
    return decoded.event;
  },
  encode: encodeEvent,
  today: (draft) => draft.today,
  nextDueDay,
  decideDueDay,
};

export type AccountOrder = Order<AccountDraft, BillingEvent>;
export type AccountDecided = Decided<BillingEvent>;
export type { Moment };

/** The one way to write billing accounts. */
@Injectable()
export class AccountExecutor extends CommandExecutor<AccountDraft, BillingEvent> {
  constructor(log: EventLog, clock: BusinessClock) {
    super(billingAccountKind, { log, clock, pause: sleep, chance: Math.random });
  }
}
