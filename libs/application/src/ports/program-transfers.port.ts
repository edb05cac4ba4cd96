import {
  type AgreementType,
  type BillingAccountId,
  type Day,
  type Money,
  type SubscriptionId,
} from '#ledger-core';
import { type CreditUnderWay, type DueTransfer } from '#read-models';

/** What the tables know of accounts that move to a partner's programme (R-RET-4). */
export abstract class ProgramTransfers {
  /** What an account to move to was opened as; undefined when there is none. */
  abstract target(
    id: BillingAccountId,
  ): Promise<Readonly<{ agreementType: AgreementType; currency: Money.Currency }> | undefined>;
  /** The subscriptions of an account on a day. */
  abstract subscriptionsOf(id: BillingAccountId, on: Day): Promise<readonly SubscriptionId[]>;
  /** The moves agreed for a day up to the one given and not run yet, the earliest first. */
  abstract due(through: Day): Promise<readonly DueTransfer[]>;
  /** Whether a move to an account, agreed for a day up to the one given, is not run yet, or credit is on its way to it. */
  abstract isCreditComing(to: BillingAccountId, through: Day): Promise<boolean>;
  /** The credit that left one account and has not arrived at the other, the earliest first. */
  abstract underWay(): Promise<readonly CreditUnderWay[]>;
}
