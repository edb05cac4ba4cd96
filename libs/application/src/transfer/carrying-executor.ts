import { Injectable } from '@nestjs/common';
import { type BillingAccountId, billingAccountId, type JsonObject } from '#ledger-core';
import { subjectOf } from '#event-log';
import { PROJECTED_WITHIN_MS } from '../answers';
import { type AccountOrder } from '../execution/account-order';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { type Done, type Outcome } from '../messages/outcome';
import { Projection } from '../ports/projection.port';
import { type Carried, CreditCarrier } from './credit-carrier';

/**
 * The way of commands that may leave an account with retained credit. Of an account that has moved (R-RET-4) what it
 * retains is at the new account when the command is answered. What cannot be carried so soon is carried later, by
 * whoever looks for it: the command itself is done.
 */
@Injectable()
export class CarryingExecutor {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly credits: CreditCarrier,
    private readonly projection: Projection,
  ) {}

  /** As the executor of accounts does. */
  async execute(order: AccountOrder): Promise<Outcome<JsonObject>> {
    const seen = { hasMoved: false };
    const outcome = await this.accounts.execute({
      ...order,
      decide: (state, moment) => {
        seen.hasMoved = state.transfer?.done === true;
        return order.decide(state, moment);
      },
    });
    return seen.hasMoved && outcome.outcome === 'done'
      ? this.carriedAfter(outcome, accountOf(order))
      : outcome;
  }

  /** What a command wrote, with the position of what was carried after it. */
  async carriedAfter<Answer>(done: Done<Answer>, account: BillingAccountId): Promise<Done<Answer>> {
    if (!(await this.projection.waitFor(done.position, PROJECTED_WITHIN_MS))) return done;
    const carried = await this.#carried(account);
    if (carried === undefined || carried.position <= done.position) return done;
    await this.projection.waitFor(carried.position, PROJECTED_WITHIN_MS);
    return { ...done, position: carried.position };
  }

  /** The command is done, whatever keeps its credit: the look that follows every two seconds carries it, and says in the log what does. */
  async #carried(account: BillingAccountId): Promise<Carried | undefined> {
    try {
      return await this.credits.carryFrom(account);
    } catch {
      return undefined;
    }
  }
}

function accountOf({ stream }: Pick<AccountOrder, 'stream'>): BillingAccountId {
  const subject = subjectOf(stream);
  if (subject.kind !== 'billingAccount') throw new Error(`${stream} is no account's`);
  return billingAccountId(subject.account);
}
