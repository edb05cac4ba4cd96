import { type Instant } from '#ledger-core';

/** Business time: the machine's, or the test clock's. It never goes back, in no process. */
export abstract class BusinessClock {
  /** This instant of business time. */
  abstract now(): Promise<Instant>;

  /** Whether it stands still until it is set. */
  abstract readonly isTestClock: boolean;

  /** Moves a test clock forward and stores it, or says where it stands when that is not forward. Equal is allowed. */
  abstract set(to: Instant): Promise<Readonly<{ outcome: 'set' | 'backwards'; now: Instant }>>;
}
