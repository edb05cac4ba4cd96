import { billingAccountId, principalId, tenantId } from '#ledger-core';
import { notThereFor } from './account-reader';

const reading = (...roles: readonly string[]) => {
  const caller = { id: principalId('carol'), tenantId: tenantId('northwind'), roles };
  return notThereFor(caller, billingAccountId('acme')).answered;
};

describe('an account that is not there', () => {
  it('is opened by administrators, who are told how', () => {
    expect(reading('Ledger.Admin')).toMatchObject({
      status: 404,
      code: 'BillingAccountUnknown',
      detail: 'There is no billing account acme; open it with POST /ledger/v1/billingAccounts.',
    });
  });

  it.each(['Ledger.Auditor', 'Partner.AdminAgent'])(
    'is to others, as to %s, one that they may not read',
    (role) => {
      expect(reading(role)).toMatchObject({
        status: 404,
        code: 'BillingAccountUnknown',
        detail: 'There is no billing account acme that you may read.',
      });
    },
  );
});
