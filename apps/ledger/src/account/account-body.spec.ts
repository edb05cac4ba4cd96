import { accountBody, parseCard, parseTerm } from './account-body';

const USUAL = { agreement: 'MicrosoftCustomerAgreement', currency: 'USD' };

describe('the body that opens an account', () => {
  it('pays by invoice and is named by its id unless more is said', () => {
    expect(accountBody('contoso', USUAL)).toEqual({
      ...{ id: 'contoso', agreementType: 'MicrosoftCustomerAgreement', currency: 'USD' },
      ...{ displayName: 'contoso', payment: { method: 'invoice' } },
    });
  });

  it('of an enrolment pays from terms, in the currency of the account, or has none yet', () => {
    const enrolment = { agreement: 'EnterpriseAgreement', currency: 'EUR' };
    expect(accountBody('ea', enrolment)).toMatchObject({
      payment: { method: 'prepayment', terms: [] },
    });
    const prepaymentTerm = parseTerm('2021:2021-01-01:2022-01-01:100000.00');
    expect(accountBody('ea', { ...enrolment, prepaymentTerm })).toMatchObject({
      payment: {
        method: 'prepayment',
        terms: [
          {
            ...{ id: '2021', from: '2021-01-01', to: '2022-01-01' },
            amount: { currency: 'EUR', amount: '100000.00' },
          },
        ],
      },
    });
  });

  it('lets the ledger refuse what does not go together', () => {
    const given = { agreement: 'EnterpriseAgreement', currency: 'EUR', invoice: true } as const;
    expect(accountBody('ea', given)).toMatchObject({ payment: { method: 'invoice' } });
  });

  it('says all that is given', () => {
    const given = {
      ...{ name: 'Contoso', tenant: 't', partner: 'p', paymentTermDays: 0 },
      ...{ customerMayNotBuy: true as const, card: parseCard('tok-1, Visa,4242') },
    };
    expect(accountBody('contoso', { ...USUAL, ...given })).toEqual({
      ...{ id: 'contoso', agreementType: 'MicrosoftCustomerAgreement', currency: 'USD' },
      ...{ displayName: 'Contoso', tenantId: 't', partnerId: 'p', paymentTermDays: 0 },
      ...{ customerMayBuy: false },
      payment: { method: 'card', card: { token: 'tok-1', brand: 'Visa', last4: '4242' } },
    });
  });
});

describe('a prepayment term', () => {
  it('may have an id with colons, and stands beside others', () => {
    const both = parseTerm('b:2:2022-01-01:2023-01-01:5', parseTerm('a:2021-01-01:2022-01-01:4'));
    expect(both).toEqual([
      { id: 'a', from: '2021-01-01', to: '2022-01-01', amount: '4' },
      { id: 'b:2', from: '2022-01-01', to: '2023-01-01', amount: '5' },
    ]);
  });

  it.each(['', '2021-01-01:2022-01-01:5', ':2021-01-01:2022-01-01:5'])('is not "%s"', (text) => {
    expect(() => parseTerm(text)).toThrow('It must be id:from:to:amount');
  });
});

describe('a card', () => {
  it.each(['4242424242424242', 'tok-1,Visa', 'tok-1,Visa,4242,more'])('is not "%s"', (text) => {
    expect(() => parseCard(text)).toThrow('It must be token,brand,last4');
  });
});
