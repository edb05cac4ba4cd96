import { type BillingAccountId, type Day, type SubscriptionId } from '#ledger-core';
import {
  accountById,
  type AccountView,
  creditUnderWay,
  type CreditUnderWay,
  type DueTransfer,
  isCreditComing,
  type Reader,
  subscriptionsOf,
  transfersDue,
} from '#read-models';
import { ProgramTransfers } from '../ports/program-transfers.port';

/** The projected tables of accounts, subscriptions, due items and retained credit. */
export class PostgresProgramTransfers extends ProgramTransfers {
  constructor(private readonly reader: Reader) {
    super();
  }

  override async target(
    id: BillingAccountId,
  ): Promise<Pick<AccountView, 'agreementType' | 'currency'> | undefined> {
    const found = await accountById(this.reader, id);
    return found && { agreementType: found.agreementType, currency: found.currency };
  }

  override async subscriptionsOf(
    id: BillingAccountId,
    on: Day,
  ): Promise<readonly SubscriptionId[]> {
    const found = await subscriptionsOf(this.reader, id, on);
    return found.map((subscription) => subscription.id);
  }

  override due(through: Day): Promise<readonly DueTransfer[]> {
    return transfersDue(this.reader, through);
  }

  override isCreditComing(to: BillingAccountId, through: Day): Promise<boolean> {
    return isCreditComing(this.reader, to, through);
  }

  override underWay(): Promise<readonly CreditUnderWay[]> {
    return creditUnderWay(this.reader);
  }
}
