import { type BillingAccountId, type Day } from '#ledger-core';

/** The accounts for which the tables show something due, up to and including a day, and can show that it is done. */
export abstract class DueAccounts {
  abstract through(day: Day): Promise<readonly BillingAccountId[]>;
}

/** Locks that all processes on one database share. */
export abstract class WorkLocks {
  /** Works while nobody else holds the lock of that name; says at once when somebody does. */
  abstract whileHeld<Result>(name: string, work: () => Promise<Result>): Promise<Result | 'held'>;
}
