import { type Day } from '../../kernel/calendar';
import { type BillingAccountId, type ReservationId, type SubscriptionId } from '../ids';

/** R-RET-4: the account will move to a partner's programme on a later day. */
export type ProgramTransferAgreed = Readonly<{
  type: 'ProgramTransferAgreed';
  data: Readonly<{
    toBillingAccountId: BillingAccountId;
    transfersOn: Day;
    agreedOn: Day;
    subscriptions: readonly SubscriptionId[];
  }>;
}>;

/** R-RET-4: the account has moved. What it had bought may be returned without penalty; it buys nothing more. */
export type ProgramTransferred = Readonly<{
  type: 'ProgramTransferred';
  data: Readonly<{
    toBillingAccountId: BillingAccountId;
    transferredOn: Day;
    subscriptions: readonly SubscriptionId[];
    /** Those active on the day. */
    reservations: readonly ReservationId[];
  }>;
}>;
