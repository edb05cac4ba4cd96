import { ADMIN, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount } from './opened-account';

const START_MS_MAX = 60_000;
const BY_CARD = 'cccccccc-612d-4bcd-a849-c2542a68be01';
const PREPAID = 'cccccccc-612d-4bcd-a849-c2542a68be02';
const money = (amount: string) => ({ currency: 'USD', amount });

const CARD = { token: 'tok_4f1c9d7e', brand: 'Visa', last4: '4242' };
const TERM = { id: '2021', from: '2021-01-01', to: '2022-01-01', amount: money('1000.00') };
const CARD_PAYER = { payment: { method: 'card', card: CARD } };
const ENROLMENT = {
  agreementType: 'EnterpriseAgreement',
  payment: { method: 'prepayment', terms: [TERM] },
};

describe('an account by its way of paying', () => {
  let system: LedgerSystem;
  const opened = (id: string, more: Readonly<Record<string, unknown>>) =>
    system.ledger(ADMIN).post('/billingAccounts', {
      id,
      agreementType: 'MicrosoftCustomerAgreement',
      currency: 'USD',
      displayName: `Account ${id}`,
      ...more,
    });

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    await openAccount(system, 'card', BY_CARD, CARD_PAYER);
    await openAccount(system, 'enrolment', PREPAID, ENROLMENT);
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it.each([
    ['card', CARD_PAYER, { payment: { method: 'card', card: { ...CARD, token: 'tok_other' } } }],
    [
      'enrolment',
      ENROLMENT,
      { ...ENROLMENT, payment: { method: 'prepayment', terms: [{ ...TERM, to: '2023-01-01' }] } },
    ],
  ])('is opened once: %s with another body is a conflict', async (id, same, other) => {
    expect(await opened(id, same)).toMatchObject({
      status: 201,
      headers: { 'idempotency-replayed': 'true' },
      body: { id, payment: { method: same.payment.method } },
    });
    expect(await opened(id, other)).toMatchObject({
      status: 409,
      body: { code: 'BillingAccountExists' },
    });
  });
});
