import { type PolicyTerms } from '#ledger-core';

/** The policy terms of both channels, the built-in ones first, then the published ones in the order of their publishing. */
export abstract class PolicyTermsBook {
  /** @throws BookUnreadable while their stream is parked. */
  abstract versions(): Promise<readonly PolicyTerms[]>;
}
