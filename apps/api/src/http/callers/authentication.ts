import { type Principal, principalId, tenantId } from '#ledger-core';
import { isWellFormedText } from '#event-log';
import { type TokenVerifier, type Verification } from '#platform';
import { headerOf, type HttpRequest } from '../request-and-reply';
import { type FailedAttempts } from './failed-attempts';
import { Refusal } from '../errors/refusal';

const RETRY_AFTER_SECONDS = 1;

const callers = new WeakMap<object, Principal>();

/** Who made this request. A request without a caller never reaches a handler that asks. */
export function callerOf(request: object): Principal {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error('the route is open, yet its handler asks who calls');
  return caller;
}

type Door = Readonly<{ verifier: TokenVerifier; failedAttempts: FailedAttempts }>;

const UNAUTHENTICATED = 401;

/**
 * Verifies the token before the body is read: a stranger's megabytes are never taken in.
 * @throws Refusal 401, 429 for an address that keeps failing, or 503 while the issuer's keys cannot be had.
 */
export async function authenticate(
  { verifier, failedAttempts }: Door,
  request: HttpRequest & Readonly<{ ip: string }>,
): Promise<void> {
  const verification = await verifier.verify(headerOf(request, 'authorization'));
  try {
    callers.set(request, principalOf(verification));
  } catch (error) {
    const failed = error instanceof Refusal && error.answered.status === UNAUTHENTICATED;
    if (failed) await failedAttempts.count(request.ip);
    throw error;
  }
}

function principalOf(verification: Verification): Principal {
  if (verification.kind === 'refused') throw refusalOf(verification);
  const { oid, tid, roles } = verification.principal;
  try {
    if (!isWellFormedText(oid) || !isWellFormedText(tid)) throw new Error('not well formed');
    return { id: principalId(oid), tenantId: tenantId(tid), roles };
  } catch {
    throw unauthorized('The claims oid and tid of the access token must be text without blanks.');
  }
}

function refusalOf({ failure, message }: Extract<Verification, { kind: 'refused' }>): Refusal {
  if (failure === 'missing') return unauthorized(message, 'Bearer realm="reservation-ledger"');
  if (failure !== 'issuerUnreachable') return unauthorized(message);
  return new Refusal({
    status: 503,
    code: 'TokenIssuerUnreachable',
    azureCode: 'ServerTimeout',
    detail: message,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

function unauthorized(
  detail: string,
  challenge = 'Bearer realm="reservation-ledger", error="invalid_token"',
): Refusal {
  return new Refusal({ status: 401, code: 'InvalidAccessToken', detail, challenge });
}
