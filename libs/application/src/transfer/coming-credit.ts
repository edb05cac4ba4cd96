import { Injectable } from '@nestjs/common';
import { type BillingAccountId, Calendar, type Day, type JsonObject } from '#ledger-core';
import { billingAccountStream, type StreamName } from '#event-log';
import { PROJECTED_WITHIN_MS } from '../answers';
import { type AccountOrder } from '../execution/account-order';
import { type CaughtUp } from '../execution/due-work';
import { type Failure } from '../execution/history/keep-history';
import { type Outcome } from '../messages/outcome';
import { BusinessClock } from '../ports/business-clock.port';
import { ProgramTransfers } from '../ports/program-transfers.port';
import { Projection } from '../ports/projection.port';
import { receiveCredit } from './receive-credit';

/** What accounts are written by, each in its own turn. */
type Accounts = Readonly<{
  catchUp: (stream: StreamName, through: Day) => Promise<CaughtUp>;
  execute: (order: AccountOrder) => Promise<Outcome<JsonObject>>;
}>;

const RETRY_AFTER_SECONDS = 1;

/**
 * R-RET-4, R-TIM-1: what a day's moves bring to an account is there before anything else is done with the account on or
 * after that day, whoever comes first: the daily run or a command.
 */
@Injectable()
export class ComingCredit {
  constructor(
    private readonly transfers: ProgramTransfers,
    private readonly projection: Projection,
    private readonly clock: BusinessClock,
  ) {}

  /** Has it carried; or says why the account cannot be worked on yet. Not to be called in the account's own turn. */
  async carryTo(account: BillingAccountId, accounts: Accounts): Promise<Failure | undefined> {
    const today = Calendar.dayOf(await this.clock.now());
    if (!(await this.transfers.isCreditComing(account, today))) return undefined;
    return (await this.moveTo(account, accounts)) ?? this.#receive(account, accounts);
  }

  /**
   * Runs the day of each move to an account that is due, so that what they bring is received in the order of its days.
   * An account that is parked, or whose day a fault stops, keeps its credit, as in a daily run.
   */
  async moveTo(
    account: BillingAccountId,
    accounts: Pick<Accounts, 'catchUp'>,
  ): Promise<Failure | undefined> {
    const today = Calendar.dayOf(await this.clock.now());
    let position = 0n;
    const due = await this.transfers.due(today);
    const moves = due.filter(({ toBillingAccountId }) => toBillingAccountId === account);
    for (const { billingAccountId, on } of moves) {
      const run = await accounts.catchUp(billingAccountStream(billingAccountId), on);
      const failure = notYet(run);
      if (failure !== undefined) return failure;
      if ('position' in run && run.position > position) position = run.position;
    }
    if (position === 0n || (await this.projection.waitFor(position, PROJECTED_WITHIN_MS)))
      return undefined;
    return unavailable('Credit is coming to the account, and the read models do not have it yet');
  }

  async #receive(account: BillingAccountId, accounts: Accounts): Promise<Failure | undefined> {
    for (const credit of await this.transfers.underWay()) {
      if (credit.toBillingAccountId !== account) continue;
      const outcome = await accounts.execute(receiveCredit(credit));
      if (outcome.outcome !== 'done' && outcome.outcome !== 'rejected') return outcome;
    }
    return undefined;
  }
}

/** Why an account that moves has to be asked for again. */
function notYet(run: CaughtUp): Failure | undefined {
  if (run.outcome === 'busy' || run.outcome === 'unavailable') return run;
  return run.outcome === 'lacking' ? unavailable(run.reason) : undefined;
}

function unavailable(reason: string): Failure {
  return { outcome: 'unavailable', reason, retryAfterSeconds: RETRY_AFTER_SECONDS };
}
