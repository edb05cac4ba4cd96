import { type BillingAccountId, type Day } from '#ledger-core';
import {
  accountsWithDueItems,
  countAccountsWithDueItems,
  type DuePage,
  type ParkedDue,
  parkedAccountsWithDueItems,
  type Reader,
} from '#read-models';
import { DueAccounts } from '../ports/due-accounts.port';

/** The projected table of due items. */
export class PostgresDueAccounts extends DueAccounts {
  constructor(private readonly reader: Reader) {
    super();
  }

  override through(day: Day, page: DuePage): Promise<readonly BillingAccountId[]> {
    return accountsWithDueItems(this.reader, day, page);
  }

  override count(day: Day): Promise<number> {
    return countAccountsWithDueItems(this.reader, day);
  }

  override parked(day: Day): Promise<readonly ParkedDue[]> {
    return parkedAccountsWithDueItems(this.reader, day);
  }
}
