import { Injectable } from '@nestjs/common';
import { type BillingAccountId, type JsonObject } from '#ledger-core';
import { isOutOfReach, messageOf } from '#platform';
import { type CreditUnderWay } from '#read-models';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { type Outcome } from '../messages/outcome';
import { ProgramTransfers } from '../ports/program-transfers.port';
import { ComingCredit } from './coming-credit';
import { receiveCredit } from './receive-credit';

type NotReceived = Exclude<Outcome<JsonObject>, { outcome: 'done' }>;

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
    private readonly coming: ComingCredit,
  ) {}

  /** All that is under way, the earliest first; each counts on the day it left, unless the account is past it. */
  carryAll(): Promise<Carried> {
    return this.#carry(() => true);
  }

  /** What left one account, with what others sent to where it goes: who waits for it does not wait for everybody's. */
  carryFrom(account: BillingAccountId): Promise<Carried> {
    return this.#carry(({ fromBillingAccountId }) => fromBillingAccountId === account);
  }

  async #carry(isWanted: (credit: CreditUnderWay) => boolean): Promise<Carried> {
    const targets = await this.#moveFirst(isWanted);
    const waiting: Carried['waiting'][number][] = [];
    let arrived = 0;
    let position = 0n;
    for (const credit of await this.transfers.underWay()) {
      const { transferId, toBillingAccountId } = credit;
      if (!targets.has(toBillingAccountId)) continue;
      const outcome = targets.get(toBillingAccountId) ?? (await this.#received(credit));
      if (outcome.outcome === 'done') {
        if (!outcome.replayed) arrived += 1;
        position = outcome.position > position ? outcome.position : position;
      } else waiting.push({ transferId, toBillingAccountId, why: whyOf(outcome) });
    }
    return { arrived, position, waiting };
  }

  /** R-TIM-1: what an earlier move brings is there before what a later one does. @returns where credit goes, and what keeps it. */
  async #moveFirst(
    isWanted: (credit: CreditUnderWay) => boolean,
  ): Promise<ReadonlyMap<BillingAccountId, NotReceived | undefined>> {
    const targets = new Map<BillingAccountId, NotReceived | undefined>();
    for (const { toBillingAccountId } of (await this.transfers.underWay()).filter(isWanted))
      if (!targets.has(toBillingAccountId))
        targets.set(toBillingAccountId, await this.#moved(toBillingAccountId));
    return targets;
  }

  /** A fault of an account that moves keeps what goes to the same account, and nothing else. */
  async #moved(to: BillingAccountId): Promise<NotReceived | undefined> {
    try {
      return await this.coming.moveTo(to, this.accounts);
    } catch (error) {
      if (isOutOfReach(error)) throw error;
      return { outcome: 'parked', reason: messageOf(error) };
    }
  }

  /** A fault of one account keeps nobody else's credit. */
  async #received(credit: CreditUnderWay): Promise<Outcome<JsonObject>> {
    try {
      return await this.accounts.execute(receiveCredit(credit));
    } catch (error) {
      return { outcome: 'parked', reason: messageOf(error) };
    }
  }
}

function whyOf(outcome: NotReceived): string {
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
