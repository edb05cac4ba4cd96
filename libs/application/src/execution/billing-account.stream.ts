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
import { PriceBook } from '#price-list';
import { BusinessClock } from '../ports/business-clock.port';
import { gatherRenewals } from '../renewal/gather-renewals';
import { CommandExecutor } from './execute-command';
import { type Decided, type Moment, type Order, type StreamKind } from './stream-kind';

type AccountKind = StreamKind<AccountDraft, BillingEvent>;

/** How a billing account's stream is read, folded and written: all but what falls due, which needs prices. */
const ACCOUNT: Omit<AccountKind, 'decideDueDay'> = {
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
};

/** What falls due, with the prices of what is bought again (R-PUR-6). */
function dueDayOn(prices: PriceBook): AccountKind['decideDueDay'] {
  return async (state, moment) => {
    const gathered = await gatherRenewals(prices, state, moment.on);
    if (gathered.outcome === 'rejected') return gathered;
    const { renewalPrices, inputs } = gathered;
    return { ...decideDueDay(state, { ...moment, renewalPrices }), inputs };
  };
}

export type AccountOrder = Order<AccountDraft, BillingEvent>;
export type AccountDecided = Decided<BillingEvent>;
export type { Moment };

/** The one way to write billing accounts. */
@Injectable()
export class AccountExecutor extends CommandExecutor<AccountDraft, BillingEvent> {
  constructor(log: EventLog, clock: BusinessClock, prices: PriceBook) {
    super(
      { ...ACCOUNT, decideDueDay: dueDayOn(prices) },
      { log, clock, pause: sleep, chance: Math.random },
    );
  }
}
