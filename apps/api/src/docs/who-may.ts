/** Who may call the operations that take no role, as the reference says it; of the others their roles say it. */
const BUYERS =
  'any principal of the account’s tenant (of every tenant, where the account names none), unless its partner does not let the customer buy (`customerMayBuy`)';

export const WHO_MAY = {
  everybody: 'By everybody with an access token.',
  eachTheirs: 'By everybody with an access token: each sees what they may read.',
  buyers: `By ${BUYERS}, and by agents of that partner.`,
  buyerOfQuote: 'By whom the quote was made for, and who may still buy for the account.',
  owner: 'By an Owner of the order (R-ACC-1): no role stands for that.',
  ownerWithSession:
    'By an Owner of the order (R-ACC-1), with a session of their own: no role stands for that.',
  ownersOfAll: 'By an Owner of every order (R-ACC-1): no role stands for that.',
  exchangers:
    'By an Owner of every order that is given back (R-ACC-1), who may also buy for the subscriptions named; no role stands for that.',
  exchangerWithSession:
    'By an Owner of every order that is given back (R-ACC-1), who may also buy for the subscriptions named, with a session of their own; no role stands for that.',
  readersOfOrder:
    'By Owners of the order, agents of its account’s partner, Ledger.Admin and Ledger.Auditor.',
  subscriptionUsers:
    'By any principal of the account’s tenant (of every tenant, where the account names none), agents of its partner, Ledger.Admin and Ledger.Auditor.',
  asker: 'By whoever asked for the operation.',
} as const;

/** In the document: the roles that may, and otherwise who may in words. */
export const ROLES_EXTENSION = 'x-roles';
export const CALLERS_EXTENSION = 'x-callers';

/** Any role of a partner's agent, as the document names them together. */
export const ANY_PARTNER_ROLE = 'Partner.*';

/** The sentence that a description ends with; none where nothing is said, as of what is open to everyone. */
export function whoMayCall(operation: object): string | undefined {
  const said = new Map<string, unknown>(Object.entries(operation));
  const roles = said.get(ROLES_EXTENSION);
  if (Array.isArray(roles)) return `By ${listed(roles.map(callersOf))}.`;
  const callers = said.get(CALLERS_EXTENSION);
  return typeof callers === 'string' ? callers : undefined;
}

function callersOf(role: unknown): string {
  return role === ANY_PARTNER_ROLE
    ? 'agents of the account’s partner for their customers'
    : String(role);
}

function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  if (texts.length < 2) return last;
  return `${texts.slice(0, -1).join(', ')}${texts.length > 2 ? ',' : ''} and ${last}`;
}
