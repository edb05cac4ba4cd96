import { Command } from '@nestjs/cqrs';
import {
  type BillingAccountId,
  type Card,
  type Day,
  type Money,
  type PrepaymentTerm,
  type Principal,
} from '#ledger-core';
import { type RequestKey } from '../billing-account/keyed-command-id';
import { type Outcome } from './outcome';

export type AddedPrepaymentTerm = PrepaymentTerm &
  Readonly<{
    billingAccountId: BillingAccountId;
    addedOn: Day;
    /** What the account can draw on the day, of credits and its current term: the new one's if it has begun. */
    available: Money.Money;
  }>;

/** Adds a payment in advance, such as a renewed enrolment's (R-RET-3); answered when the read models have it. */
export class AddPrepaymentTerm extends Command<Outcome<AddedPrepaymentTerm>> {
  constructor(
    readonly input: Readonly<{
      billingAccountId: BillingAccountId;
      term: PrepaymentTerm;
      caller: Principal;
      requestKey: RequestKey;
    }>,
  ) {
    super();
  }
}

export type ChangedCard = Readonly<{
  billingAccountId: BillingAccountId;
  card: Card;
  changedOn: Day;
}>;

/** Puts another card on file (R-OUT-4); answered when the read models have it. */
export class ChangeCardOnFile extends Command<Outcome<ChangedCard>> {
  constructor(
    readonly input: Readonly<{
      billingAccountId: BillingAccountId;
      card: Card;
      caller: Principal;
      requestKey: RequestKey;
    }>,
  ) {
    super();
  }
}
