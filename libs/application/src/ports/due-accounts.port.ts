import { type BillingAccountId, type Day } from '#ledger-core';
import { type DuePage, type ParkedDue } from '#read-models';

/** The accounts for which the tables show something due, up to and including a day, and can show that it is done. */
export abstract class DueAccounts {
  /** Some of them, the longest due first. */
  abstract through(day: Day, page: DuePage): Promise<readonly BillingAccountId[]>;

  /** How many there are. */
  abstract count(day: Day): Promise<number>;

  /** Those with something due that the tables cannot show as done, because their stream is parked. */
  abstract parked(day: Day): Promise<readonly ParkedDue[]>;
}
