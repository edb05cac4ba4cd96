import { Injectable } from '@nestjs/common';
import { type BillingAccountId, type JsonObject } from '#ledger-core';
import { AccountExecutor } from '../execution/billing-account.stream';
import { type Outcome } from '../messages/outcome';
import { ProgramTransfers } from '../ports/program-transfers.port';
import { receiveCredit } from './receive-credit';

/** What came of the credit that was under way. */
export type Carried = Readonly<{
  /** How many arrived by this; not those that had, and that the tables do not show yet. */
  arrived: number;
  /** Of the last event that any of it rests on; 0 when nothing was under way. */
  position: bigint;
  /** What could not be received yet: it stays under way. */
  waiting: readonly Readonly<{
    transferId: string;
    toBillingAccountId: BillingAccountId;
    why: string;
  }>[];
}>;

/**
 * R-RET-4: what left one account arrives at the other. The event in the old account is the truth; the command in the new
 * one takes its id from it, so that whoever finds it how often, it arrives once.
 */
@Injectable()
export class CreditCarrier {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly transfers: ProgramTransfers,
  ) {}

  /** All that is under way, the earliest first; each counts on the day it left, unless the account is past it. */
  async carryAll(): Promise<Carried> {
    const waiting: Carried['waiting'][number][] = [];
    let arrived = 0;
    let position = 0n;
    for (const credit of await this.transfers.underWay()) {
      const { transferId, toBillingAccountId } = credit;
      const outcome = await this.accounts.execute(receiveCredit(credit));
      if (outcome.outcome === 'done') {
        if (!outcome.replayed) arrived += 1;
        position = outcome.position > position ? outcome.position : position;
      } else waiting.push({ transferId, toBillingAccountId, why: whyOf(outcome) });
    }
    return { arrived, position, waiting };
  }
}

function whyOf(outcome: Exclude<Outcome<JsonObject>, { outcome: 'done' }>): string {
  switch (outcome.outcome) {
    case 'rejected':
      return outcome.rejection.code;
    case 'busy':
      return 'Others keep writing to the account';
    case 'parked':
    case 'unavailable':
      return outcome.reason;
  }
}
