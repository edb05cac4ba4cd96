import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { PlainError } from '../failures/plain-failure';
import { errorCode, messageOf } from '../failures/system-error';

const DISCOVERY_TIMEOUT_MS = 5_000;
const SERVER_ERROR = 500;

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** The issuer could not be asked for its keys: nobody can be verified for now. */
export class IssuerUnreachable extends Error {
  constructor(issuer: string, cause: unknown) {
    super(`the keys of ${issuer} cannot be had: ${messageOf(cause)}`);
    this.name = 'IssuerUnreachable';
  }
}

/** `fetch` says only that it failed; the reason stands below. */
function whyOf(error: unknown): string {
  const cause =
    typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  return cause === undefined ? messageOf(error) : (errorCode(cause) ?? messageOf(cause));
}

async function jsonOf(response: Response, address: string): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new PlainError(`${address} answers no JSON: correct LEDGER_OIDC_ISSUER.`);
  }
}

/** What the issuer says of itself. @throws PlainError when it is none, or another than it is taken for. */
async function described(issuer: string): Promise<z.infer<typeof discoverySchema>> {
  const address = `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS) });
  if (response.status >= SERVER_ERROR) throw new Error(`${address} answered ${response.status}`);
  if (!response.ok)
    throw new PlainError(`${address} answered ${response.status}: correct LEDGER_OIDC_ISSUER.`);
  const found = discoverySchema.safeParse(await jsonOf(response, address));
  if (!found.success)
    throw new PlainError(`${address} names no issuer and keys: correct LEDGER_OIDC_ISSUER.`);
  if (found.data.issuer !== issuer)
    throw new PlainError(
      `${address} speaks for "${found.data.issuer}": set LEDGER_OIDC_ISSUER to exactly that.`,
    );
  return found.data;
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  return createRemoteJWKSet(new URL((await described(issuer)).jwks_uri));
}

/** Why the issuer cannot be asked for its keys now; undefined when it can. @throws PlainError when it never will. */
export async function issuerSilence(issuer: string): Promise<string | undefined> {
  try {
    await described(issuer);
    return undefined;
  } catch (error) {
    if (error instanceof PlainError) throw error;
    return whyOf(error);
  }
}

/** The issuer's keys, found by its openid-configuration at the first token and kept; a failed look-up is tried again. */
export function oidcKeys(issuer: string): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    keys ??= discover(issuer);
    try {
      return await (
        await keys
      )(header, token);
    } catch (error) {
      if (errorCode(error)?.startsWith('ERR_J') === true) throw error;
      keys = undefined;
      throw new IssuerUnreachable(issuer, error);
    }
  };
}
