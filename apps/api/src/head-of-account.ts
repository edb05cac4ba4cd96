import { Inject, Injectable } from '@nestjs/common';
import { AccountExecutor, saidOfParked } from '#application';
import { type BillingAccount, type BillingAccountId } from '#ledger-core';
import { billingAccountStream, type CommandId, commandId } from '#event-log';
import { type ProjectionWaiter } from '#read-models';
import { accountParked, doneOf } from './http/errors/outcome-answer';
import { PROJECTION_WAITER } from './http/read-after.interceptor';
import { notProjectedYet } from './http/errors/refusal';

/** How long a read waits for what is written and not in the tables yet. */
const WAIT_MILLISECONDS = 1_000;

/** Looks into the log before a caller is told that something is not there: the tables may be behind. */
@Injectable()
export class HeadOfAccount {
  constructor(
    private readonly accounts: AccountExecutor,
    @Inject(PROJECTION_WAITER) private readonly waiter: ProjectionWaiter,
  ) {}

  /** Whether the log has a command, in the tables or not yet. */
  async has(account: BillingAccountId, command: CommandId): Promise<boolean> {
    const place = { stream: billingAccountStream(account), commandId: command };
    const seen = await this.accounts.standing(place);
    return seen.outcome === 'looked' ? seen.isCarriedOut : doneOf<never>(seen).answer;
  }

  /** @throws Refusal 503 of an account that is parked. */
  assertReadable(account: BillingAccountId): void {
    const stream = billingAccountStream(account);
    const parked = this.waiter.parked.of(stream);
    if (parked !== undefined) throw accountParked(saidOfParked(stream, parked));
  }

  /** Waits until the tables have a command, or for so long. */
  async waitFor(command: CommandId, milliseconds: number): Promise<void> {
    await this.waiter.waitForOperation(command, milliseconds);
  }

  /** What `read` finds once the tables have it; undefined when the log has it not. @throws Refusal 503 when they lag. */
  async readBehind<Found>(
    account: BillingAccountId,
    isThere: (state: BillingAccount) => boolean,
    read: () => Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    const seen = await this.accounts.preview(
      { stream: billingAccountStream(account), commandId: commandId('Read', account) },
      (state) => Promise.resolve(isThere(state)),
    );
    if (seen.outcome !== 'previewed') return doneOf<never>(seen).answer;
    if (!seen.result) return undefined;
    await this.waiter.waitFor(seen.position, WAIT_MILLISECONDS);
    const found = await read();
    if (found === undefined)
      throw notProjectedYet('It is written and cannot be read yet; send the same request again.');
    return found;
  }
}
