import { Injectable } from '@nestjs/common';
import {
  type AccountDraft,
  type BillingEvent,
  billingAccountId,
  decideDueDay,
  emptyAccount,
  evolve,
  type JsonObject,
  nextDueDay,
} from '#ledger-core';
import { decodeBillingEvent, encodeEvent, EventLog, type StreamName, subjectOf } from '#event-log';
import { sleep } from '#platform';
import { BusinessClock } from '../../ports/business-clock.port';
import { ReferenceBooks } from '../../ports/reference-books';
import { gatherRenewals } from '../../renewal/gather-renewals';
import { type Outcome } from '../../messages/outcome';
import { type AccountOrder } from '../account-order';
import { AccountSurroundings } from '../account-surroundings';
import { CommandExecutor, type Previewed } from '../execute-command';
import { type Failure } from '../history/keep-history';
import { type Moment, parsedBy, type StreamKind } from '../stream-kind';

type AccountKind = StreamKind<AccountDraft, BillingEvent>;

/** How a billing account's stream is read, folded and written: all but what falls due, which needs prices. */
export const ACCOUNT: Omit<AccountKind, 'decideDueDay'> = {
  empty: emptyAccount,
  evolve: (draft, event) => {
    evolve(draft, event);
    return draft;
  },
  copy: (draft) => structuredClone(draft),
  parse: parsedBy(decodeBillingEvent),
  encode: encodeEvent,
  today: (draft) => draft.today,
  nextDueDay,
};

/** What falls due, with the prices and rates of what is bought again (R-PUR-6). */
function dueDayOn(books: ReferenceBooks): AccountKind['decideDueDay'] {
  return async (state, moment) => {
    const gathered = await gatherRenewals(books, state, moment.on);
    if (gathered.outcome === 'rejected') return gathered;
    const { renewalPrices, inputs } = gathered;
    return { ...decideDueDay(state, { ...moment, renewalPrices }), inputs };
  };
}

export type { Moment };

/** The one way to write billing accounts. What is coming to an account is there before anything is decided on it. */
@Injectable()
export class AccountExecutor extends CommandExecutor<AccountDraft, BillingEvent> {
  constructor(
    log: EventLog,
    clock: BusinessClock,
    books: ReferenceBooks,
    private readonly surroundings: AccountSurroundings,
  ) {
    super(
      { ...ACCOUNT, decideDueDay: dueDayOn(books) },
      {
        ...{ log, clock, terms: books.terms, parked: surroundings.parked },
        ...{ pause: sleep, chance: Math.random },
      },
    );
  }

  override async execute(order: AccountOrder): Promise<Outcome<JsonObject>> {
    // What the ledger does by itself is the carrying.
    const failure = order.task === undefined ? await this.#comeTo(order.stream) : undefined;
    return failure ?? super.execute(order);
  }

  override async preview<Result>(
    place: Pick<AccountOrder, 'stream' | 'commandId'>,
    look: (state: AccountDraft, moment: Moment) => Promise<Result>,
  ): Promise<Previewed<Result>> {
    return (await this.#comeTo(place.stream)) ?? super.preview(place, look);
  }

  /** Only a partner's account is moved to (R-RET-4). The accounts' turns are taken one after the other, never one in the other. */
  async #comeTo(stream: StreamName): Promise<Failure | undefined> {
    const subject = subjectOf(stream);
    const agreement = this.kept(stream)?.opened?.agreementType;
    if (subject.kind !== 'billingAccount') return undefined;
    if (agreement !== undefined && agreement !== 'MicrosoftPartnerAgreement') return undefined;
    return this.surroundings.coming.carryTo(billingAccountId(subject.account), {
      catchUp: (of, through) => this.catchUp(of, through),
      execute: (order) => this.execute(order),
    });
  }
}
