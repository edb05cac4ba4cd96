import { type JsonObject, type Principal } from '#ledger-core';
import { type Session } from '#read-models';

/** The member of a session's request that names the tenant; no request from outside has a field of that name. */
const TENANT = 'askedInTenant';

/** Who asked and what, as a session keeps it: a principal's name means nothing in another tenant. */
export function askedBy(
  { id, tenantId }: Principal,
  request: JsonObject,
): Pick<Session, 'principal' | 'request'> {
  return {
    principal: id,
    request: tenantId === undefined ? request : { ...request, [TENANT]: tenantId },
  };
}

/** Whether a caller is the one who asked for the session. */
export function isAskedBy({ principal, request }: Session, { id, tenantId }: Principal): boolean {
  return principal === id && request[TENANT] === tenantId;
}
