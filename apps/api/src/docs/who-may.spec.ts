import { WHO_MAY, whoMayCall } from './who-may';

describe('who may call an operation, in the reference', () => {
  it.each([
    [['Ledger.Admin'], 'By Ledger.Admin.'],
    [['Ledger.Admin', 'Ledger.Auditor'], 'By Ledger.Admin and Ledger.Auditor.'],
    [
      ['Ledger.Admin', 'Ledger.Auditor', 'Partner.*'],
      'By Ledger.Admin, Ledger.Auditor, and agents of the account’s partner for their customers.',
    ],
  ])('the roles %j', (roles, sentence) => {
    expect(whoMayCall({ 'x-roles': roles })).toBe(sentence);
  });

  it('is said in words where no role stands for it', () => {
    expect(whoMayCall({ 'x-callers': WHO_MAY.owner })).toBe(WHO_MAY.owner);
  });

  it('is not said of what is open to everyone', () => {
    expect(whoMayCall({ summary: 'Whether the process answers' })).toBeUndefined();
  });
});
