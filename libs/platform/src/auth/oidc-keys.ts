import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { errorCode, messageOf } from '../failures/system-error';

const DISCOVERY_TIMEOUT_MS = 5_000;

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** The issuer could not be asked for its keys: nobody can be verified for now. */
export class IssuerUnreachable extends Error {
  constructor(issuer: string, cause: unknown) {
    super(`the keys of ${issuer} cannot be had: ${messageOf(cause)}`);
    this.name = 'IssuerUnreachable';
  }
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const found = discoverySchema.parse(await response.json());
  if (found.issuer !== issuer)
    throw new Error(
      `${address} speaks for "${found.issuer}"; set LEDGER_OIDC_ISSUER to exactly that`,
    );
  return createRemoteJWKSet(new URL(found.jwks_uri));
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
