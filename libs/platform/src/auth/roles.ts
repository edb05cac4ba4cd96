/** The roles of this ledger by their names in tokens. */
export const LEDGER_ROLES = ['Ledger.Admin', 'Ledger.Auditor'] as const;

/** A role of this ledger, by its name in a token. */
export type LedgerRole = (typeof LEDGER_ROLES)[number];

/** The roles of a partner's agent (R-ACC-2) by their names in tokens. */
export const PARTNER_ROLES = [
  'Partner.AdminAgent',
  'Partner.GlobalAdmin',
  'Partner.HelpdeskAgent',
  'Partner.SalesAgent',
  'Partner.UserManagementAdmin',
] as const;

/** A role that means something here. A token may name others as well: they permit nothing. */
export type RoleName = LedgerRole | (typeof PARTNER_ROLES)[number];

/** Every role that means something here, in the order a list of them is shown. */
export const ROLE_NAMES: readonly RoleName[] = [...LEDGER_ROLES, ...PARTNER_ROLES];

/** Whether a token with this role could do more than one without it; capitals count. */
export function isRoleName(text: string): text is RoleName {
  return ROLE_NAMES.some((name) => name === text);
}
