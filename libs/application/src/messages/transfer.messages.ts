import { Command } from '@nestjs/cqrs';
import { type BillingAccountId, type Day, type Principal, type SubscriptionId } from '#ledger-core';
import { type Outcome } from './outcome';

export type TransferProgramRequest = Readonly<{
  billingAccountId: BillingAccountId;
  toBillingAccountId: BillingAccountId;
  /** Business today or later. */
  on: Day;
}>;
export type TransferredProgram = TransferProgramRequest &
  Readonly<{ agreedOn: Day; subscriptions: readonly SubscriptionId[] }>;

/** Moves a pay-as-you-go account to a partner's programme (R-RET-4); answered when the read models have it. */
export class TransferProgram extends Command<Outcome<TransferredProgram>> {
  constructor(
    readonly input: Readonly<{
      request: TransferProgramRequest;
      caller: Principal;
      idempotencyKey?: string;
    }>,
  ) {
    super();
  }
}
