import { type Principal } from '../events/account-events';
import { type TenantId } from '../ids';

/** The roles of R-ACC-2, in the letters that are left when blanks, case and a prefix are taken away. */
const PARTNER_ROLES: ReadonlySet<string> = new Set([
  'adminagent',
  'globaladmin',
  'helpdeskagent',
  'salesagent',
  'usermanagementadmin',
]);

/** `Partner.AdminAgent`, `Admin agent` and `AdminAgents` are one role: it is spelt in each of these ways. */
function isPartnerRole(role: string): boolean {
  const letters = role
    .replace(/^.*\./, '')
    .replace(/[\s_-]/g, '')
    .toLowerCase();
  return PARTNER_ROLES.has(letters) || PARTNER_ROLES.has(letters.replace(/s$/, ''));
}

/** The partner for whose customers a principal may act; undefined for whoever has no role of a partner (R-ACC-2). */
export function partnerOf({ roles, tenantId }: Principal): TenantId | undefined {
  return roles.some(isPartnerRole) ? tenantId : undefined;
}

/** R-ACC-2: who has a role of a partner acts for that partner's own customers only. */
export function isPartnerAgentOf(
  { partnerId }: Readonly<{ partnerId?: TenantId }>,
  principal: Principal,
): boolean {
  return partnerId !== undefined && partnerId === partnerOf(principal);
}
