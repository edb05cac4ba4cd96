import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { type MachineClock } from '../clock/machine-clock.port';
import { type Configuration } from '../configuration/configuration';
import {
  EMBEDDED_ALGORITHM,
  EMBEDDED_AUDIENCE,
  EMBEDDED_ISSUER,
  embeddedIssuerKey,
} from './embedded-issuer';
import { IssuerUnreachable, oidcKeys } from './oidc-keys';
import { type Verification, type VerificationFailure } from './principal';
import { TokenVerifier } from './token-verifier.port';

/** Never a symmetric algorithm, and never "none": the issuer signs, everybody else only verifies. */
const OIDC_ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA'],
];
const OIDC_CLOCK_TOLERANCE_SECONDS = 30;

const MESSAGES: Readonly<Record<VerificationFailure, string>> = {
  missing: 'An access token is needed: send "Authorization: Bearer <token>".',
  malformed: 'The Authorization header does not hold a well-formed access token.',
  expired: 'The access token has expired; get a new one.',
  notYetValid: 'The access token is not valid yet.',
  wrongIssuer: 'The access token was issued by another issuer than the one this ledger trusts.',
  wrongAudience: 'The access token was issued for another audience.',
  wrongAlgorithm: 'The access token is signed by an algorithm that is not accepted.',
  unknownKey: 'The access token is signed by a key the issuer does not publish.',
  badSignature: 'The signature of the access token does not verify.',
  claimMissing: 'The access token lacks a claim that is needed: oid and tid as text, exp.',
  issuerUnreachable: 'The keys of the token issuer cannot be had at this moment; try again.',
};

/** The embedded issuer's key is its data directory's own. */
const EMBEDDED_MESSAGES = {
  ...MESSAGES,
  badSignature:
    'The signature of the access token does not verify; was it made for another data directory?',
};

const claimsSchema = z.object({
  oid: z.string().min(1),
  tid: z.string().min(1),
  roles: z.array(z.string()).default([]),
});

const CLAIM_FAILURES: Readonly<Record<string, VerificationFailure>> = {
  iss: 'wrongIssuer',
  aud: 'wrongAudience',
  nbf: 'notYetValid',
};

function claimFailure({ claim, reason }: errors.JWTClaimValidationFailed): VerificationFailure {
  if (reason === 'check_failed') return CLAIM_FAILURES[claim] ?? 'malformed';
  return reason === 'missing' ? 'claimMissing' : 'malformed';
}

function failureOf(error: unknown): VerificationFailure {
  if (error instanceof IssuerUnreachable) return 'issuerUnreachable';
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return claimFailure(error);
  if (error instanceof errors.JOSEAlgNotAllowed) return 'wrongAlgorithm';
  if (error instanceof errors.JWKSNoMatchingKey) return 'unknownKey';
  if (error instanceof errors.JWKSTimeout) return 'issuerUnreachable';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'badSignature';
  return 'malformed';
}

interface Trust {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly toleranceSeconds: number;
  readonly keys: JWTVerifyGetKey;
  readonly messages: Readonly<Record<VerificationFailure, string>>;
}

class JwtVerifier extends TokenVerifier {
  constructor(
    private readonly trust: Trust,
    private readonly clock: MachineClock,
  ) {
    super();
  }

  override async verify(authorization: string | undefined): Promise<Verification> {
    if (authorization === undefined || authorization.trim() === '') return this.#refused('missing');
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (token === undefined) return this.#refused('malformed');
    try {
      const { payload } = await jwtVerify(token, this.trust.keys, {
        issuer: this.trust.issuer,
        audience: this.trust.audience,
        algorithms: [...this.trust.algorithms],
        clockTolerance: this.trust.toleranceSeconds,
        currentDate: this.clock.now(),
        requiredClaims: ['exp'],
      });
      const claims = claimsSchema.safeParse(payload);
      return claims.success
        ? { kind: 'verified', principal: claims.data }
        : this.#refused('claimMissing');
    } catch (error) {
      return this.#refused(failureOf(error));
    }
  }

  #refused(failure: VerificationFailure): Verification {
    return { kind: 'refused', failure, message: this.trust.messages[failure] };
  }
}

/** The verifier of this configuration: of the operator's issuer if one is set, else of the embedded one. */
export async function createTokenVerifier(
  configuration: Pick<Configuration, 'dataDirectory' | 'oidc'>,
  clock: MachineClock,
): Promise<TokenVerifier> {
  const { oidc, dataDirectory } = configuration;
  if (oidc !== undefined)
    return new JwtVerifier(
      {
        ...oidc,
        algorithms: OIDC_ALGORITHMS,
        toleranceSeconds: OIDC_CLOCK_TOLERANCE_SECONDS,
        keys: oidcKeys(oidc.issuer),
        messages: MESSAGES,
      },
      clock,
    );
  const key = await embeddedIssuerKey(dataDirectory);
  return new JwtVerifier(
    {
      issuer: EMBEDDED_ISSUER,
      audience: EMBEDDED_AUDIENCE,
      algorithms: [EMBEDDED_ALGORITHM],
      toleranceSeconds: 0,
      keys: () => Promise.resolve(key),
      messages: EMBEDDED_MESSAGES,
    },
    clock,
  );
}
