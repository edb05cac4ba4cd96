import { type BillingAccountId, type Day } from '#ledger-core';

/** The accounts for which the tables show something due, up to and including a day. */
export abstract class DueAccounts {
  abstract through(day: Day): Promise<readonly BillingAccountId[]>;
}

/** Locks that all processes on one database share. */
export abstract class WorkLocks {
  /** Does the work while nobody else holds the lock of that name, or says at once that somebody does. */
  abstract whileHeld<Result>(name: string, work: () => Promise<Result>): Promise<Result | 'held'>;
}
