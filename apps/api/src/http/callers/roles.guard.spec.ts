import { partnerOf, principalId, tenantId } from '#ledger-core';
import { PARTNER_ROLES } from '#platform';
import { lacking, READERS_OF_ACCOUNTS, type RolesThatMay } from './roles.guard';

type Admitted = Parameters<typeof RolesThatMay>[number];

const alice = { id: principalId('alice'), tenantId: tenantId('contoso'), roles: [] };

describe('who has none of the roles that may', () => {
  it('is told each by the name that a token gives it', () => {
    const { answered } = lacking(READERS_OF_ACCOUNTS, alice);
    expect(answered).toMatchObject({ status: 403, code: 'AuthorizationFailed' });
    expect(answered.detail).toBe(
      'This needs the role Ledger.Admin or Ledger.Auditor or that of a partner’s agent ' +
        '(Partner.AdminAgent, Partner.GlobalAdmin, Partner.HelpdeskAgent, Partner.SalesAgent, Partner.UserManagementAdmin); ' +
        'the token of alice has not.',
    );
  });

  it.each(PARTNER_ROLES)('with %s is an agent of the partner', (role) => {
    expect(partnerOf({ ...alice, roles: [role] })).toBe('contoso');
  });
});

test('a route cannot name a role that is misspelt: that does not compile', () => {
  const isAdmitted: 'Ledger.Admn' extends Admitted ? true : false = false;
  expect(isAdmitted).toBe(false);
});
