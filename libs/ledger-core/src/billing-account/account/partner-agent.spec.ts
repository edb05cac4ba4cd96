import { principalId, tenantId } from '../ids';
import { isPartnerAgentOf, partnerOf } from './partner-agent';

const partner = tenantId('fabrikam');

function principal(roles: readonly string[], tenant = partner) {
  return { id: principalId('pat'), tenantId: tenant, roles };
}

describe('the roles of a partner (R-ACC-2)', () => {
  test.each([
    ...['Partner.AdminAgent', 'Partner.GlobalAdmin', 'Partner.HelpdeskAgent'],
    ...['Partner.SalesAgent', 'Partner.UserManagementAdmin'],
    ...['Admin agent', 'AdminAgents', 'sales agents', 'User management admin'],
  ])('%s acts for the customers of its own partner', (role) => {
    expect(partnerOf(principal([role]))).toBe(partner);
    expect(isPartnerAgentOf({ partnerId: partner }, principal([role]))).toBe(true);
  });

  test.each(['Ledger.Admin', 'Ledger.Auditor', 'Admin', 'Agent', 'AdminAgentX', ''])(
    '%j is no role of a partner',
    (role) => {
      expect(partnerOf(principal([role]))).toBeUndefined();
    },
  );

  test('nobody acts for the customers of another partner, or for an account that has none', () => {
    const agent = principal(['Partner.AdminAgent']);
    expect(isPartnerAgentOf({ partnerId: tenantId('litware') }, agent)).toBe(false);
    expect(isPartnerAgentOf({}, agent)).toBe(false);
    expect(isPartnerAgentOf({}, { id: agent.id, roles: agent.roles })).toBe(false);
  });
});
