import { type BillingAccountId, type Day } from '#ledger-core';

/** What is due, and who is at it. */
export abstract class DueWork {
  /** The accounts for which the tables show something due, up to and including a day. */
  abstract accountsThrough(day: Day): Promise<readonly BillingAccountId[]>;

  /** Works while nobody else, in any process, holds the lock of that name; says at once when somebody does. */
  abstract whileHeld<Result>(name: string, work: () => Promise<Result>): Promise<Result | 'held'>;
}
