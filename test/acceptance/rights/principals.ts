import { ADMIN, AUDITOR, type As } from '../../support/ledger-system';

/** Tenants. */
export const CONTOSO = 'c0000000-0000-4000-8000-000000000001';
export const FABRIKAM = 'c0000000-0000-4000-8000-000000000002';
export const CUSTOMER = 'c0000000-0000-4000-8000-000000000003';
export const NORTHWIND = 'c0000000-0000-4000-8000-000000000004';
export const TAILSPIN = 'c0000000-0000-4000-8000-000000000005';

export const ALICE: As = { principal: 'alice@contoso.example', tenant: CONTOSO };
export const CAROL: As = { principal: 'carol@contoso.example', tenant: CONTOSO };
export const DAVE: As = { principal: 'dave@customer.example', tenant: CUSTOMER };
const NAMESAKE: As = { ...ALICE, tenant: FABRIKAM };

/**
 * The accounts that are asked about: Contoso's own; one that names no tenant; one of a customer of the partner
 * Northwind, whose principals may buy. Alice owns what the first two bought, Dave what the third did.
 */
export const ACCOUNTS = ['contoso', 'open', 'customer'] as const;
export type AccountName = (typeof ACCOUNTS)[number];

export type Asker = Readonly<{ as: As; about: AccountName }>;

const agent = (role: string, tenant = NORTHWIND): As => ({
  principal: `${role.replace(/\W/g, '')}@partner.example`,
  tenant,
  roles: [role],
});
/** One who may act for the customers of the partner whose tenant it is. */
export function agentOf(tenant: string): As {
  return agent('Partner.AdminAgent', tenant);
}

const about = (account: AccountName, ...askers: readonly As[]): readonly Asker[] =>
  askers.map((as) => ({ as, about: account }));

/** The kinds of principals, by the names of the table's columns; the token of each is good. */
export const KINDS: Readonly<Record<string, readonly Asker[]>> = {
  stranger: about('contoso', { principal: 'bob@contoso.example', tenant: CONTOSO }),
  foreign: about('contoso', { principal: 'mallory@fabrikam.example', tenant: FABRIKAM }),
  namesake: about('contoso', NAMESAKE),
  openNamesake: about('open', NAMESAKE),
  owner: about('contoso', ALICE),
  former: about('contoso', CAROL),
  admin: about('contoso', ADMIN),
  auditor: about('contoso', AUDITOR),
  partner: about(
    'customer',
    agent('Partner.AdminAgent'),
    agent('Partner.GlobalAdmin'),
    agent('Partner.HelpdeskAgent'),
    agent('Partner.SalesAgent'),
    agent('Partner.UserManagementAdmin'),
  ),
  otherPartner: [
    ...about('customer', agent('Partner.AdminAgent', TAILSPIN)),
    ...about('contoso', agent('Partner.SalesAgent')),
  ],
  customer: about('customer', DAVE),
  misspelt: [
    ...about('contoso', {
      ...{ principal: 'ivan@fabrikam.example', tenant: FABRIKAM },
      roles: ['ledger.admin', 'Ledger.Administrator', 'Admin', 'Ledger.Auditors', ' Ledger.Admin'],
    }),
    ...about('customer', {
      ...{ principal: 'judy@northwind.example', tenant: NORTHWIND },
      roles: ['Partner.AdmnAgent', 'Partner.Agent', 'Partner', 'Sales', 'AdminAgent.Partner'],
    }),
  ],
};
