/** Who calls: claims `oid`, `tid` and `roles` of a verified access token. */
export interface Principal {
  readonly oid: string;
  readonly tid: string;
  readonly roles: readonly string[];
}

export type VerificationFailure =
  | 'missing'
  | 'malformed'
  | 'expired'
  | 'notYetValid'
  | 'wrongIssuer'
  | 'wrongAudience'
  | 'wrongAlgorithm'
  | 'unknownKey'
  | 'badSignature'
  | 'claimMissing'
  | 'issuerUnreachable';

/** All but `issuerUnreachable` (503) are the caller's to mend (401). */
export type Verification =
  | { readonly kind: 'verified'; readonly principal: Principal }
  | {
      readonly kind: 'refused';
      readonly failure: VerificationFailure;
      /** One sentence for the caller; it never quotes the token. */
      readonly message: string;
    };
