import { Command } from '@nestjs/cqrs';
import {
  type BillingAccountId,
  type Day,
  type MoveSupportRequest as MoveCommand,
  type Principal,
  type SupportRequestId,
} from '#ledger-core';
import { type Outcome } from './outcome';

type MoveSupportRequestRequest = Readonly<{ billingAccountId: BillingAccountId }> &
  Omit<MoveCommand, 'type'>;
export type MovedSupportRequest = Readonly<{
  supportRequestId: SupportRequestId;
  status: MoveCommand['status'];
  movedOn: Day;
  why?: string;
}>;

/** Moves a support request one step on (R-ACC-4); answered when the read models have it. */
export class MoveSupportRequest extends Command<Outcome<MovedSupportRequest>> {
  constructor(
    readonly input: Readonly<{
      request: MoveSupportRequestRequest;
      caller: Principal;
      idempotencyKey?: string;
    }>,
  ) {
    super();
  }
}
