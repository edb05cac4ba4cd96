import { type Instant } from '#ledger-core';

/** Business time: the machine's, or the test clock's. It never goes back, in no process. */
export abstract class BusinessClock {
  /** Whether it stands still until it is set. */
  abstract readonly isTestClock: boolean;

  /** This instant of business time. */
  abstract now(): Promise<Instant>;

  /** This instant, stored first: whatever is done on it, no process will be behind it afterwards. */
  abstract stored(): Promise<Instant>;

  /** Moves a test clock forward and stores it; where it stands by then is answered. The same instant again is allowed. */
  abstract set(to: Instant): Promise<Readonly<{ outcome: 'set' | 'backwards'; now: Instant }>>;
}
