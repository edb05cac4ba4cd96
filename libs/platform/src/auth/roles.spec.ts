import { isRoleName, ROLE_NAMES } from './roles';

describe('the names of roles', () => {
  it.each(ROLE_NAMES)('%s is one', (name) => {
    expect(isRoleName(name)).toBe(true);
  });

  it.each(['ledger.admin', 'Ledger.Administrator', ' Ledger.Admin', 'Partner.AdmnAgent', ''])(
    '"%s" is none',
    (text) => {
      expect(isRoleName(text)).toBe(false);
    },
  );
});
