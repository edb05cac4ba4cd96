import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount } from './opened-account';

const START_MS_MAX = 60_000;
const SUBSCRIPTION = 'dddddddd-612d-4bcd-a849-c2542a68be01';
const ACCOUNT = {
  id: 'northwind',
  agreementType: 'MicrosoftCustomerAgreement',
  currency: 'USD',
  displayName: 'Northwind',
  payment: { method: 'invoice' },
};

const CARD = { token: 'tok_1', brand: 'Visa', last4: '4242' };
const TERM = {
  id: '2021',
  from: '2021-01-01',
  to: '2022-01-01',
  amount: { currency: 'USD', amount: '1000.00' },
};

const containing = (text: string): unknown => expect.stringContaining(text);

describe('/ledger/v1', () => {
  let system: LedgerSystem;
  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    await openAccount(system, 'contoso', SUBSCRIPTION);
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('opens an account once, and answers the same body again', async () => {
    const first = await system.ledger(ADMIN).post('/billingAccounts', ACCOUNT);
    expect(first).toMatchObject({ status: 201, body: { ...ACCOUNT, paymentTermDays: 30 } });
    const again = await system.ledger(ADMIN).post('/billingAccounts', ACCOUNT);
    expect(again).toMatchObject({ status: 201, body: first.body });
    const other = { ...ACCOUNT, displayName: 'Southwind' };
    expect(await system.ledger(ADMIN).post('/billingAccounts', other)).toMatchObject({
      status: 409,
      body: { code: 'BillingAccountExists', field: 'id' },
    });
  });

  it.each([
    [{ id: '-bad' }, 'id'],
    [{ currency: 'dollar' }, 'currency'],
    [{ currency: 'ZZZ' }, 'currency'],
    [{ agreementType: 'Barter' }, 'agreementType'],
    [{ nickname: 'N' }, 'nickname'],
    [{ payment: { method: 'barter' } }, 'payment.method'],
    [{ payment: { method: 'invoice', card: {} } }, 'payment.card'],
    [{ payment: { method: 'card', card: { ...CARD, number: '4' } } }, 'payment.card.number'],
    [{ payment: { method: 'card', card: { ...CARD, last4: '42' } } }, 'payment.card.last4'],
    [{ payment: { method: 'prepayment', terms: [{ ...TERM, to: 'soon' }] } }, 'payment.terms.0.to'],
    [{ payment: { method: 'prepayment', terms: [TERM, TERM] } }, 'payment.terms'],
    [{ payment: { method: 'prepayment', terms: [TERM] } }, 'payment.method'],
    [{ agreementType: 'EnterpriseAgreement' }, 'payment.method'],
    [{ paymentTermDays: -1 }, 'paymentTermDays'],
  ])('refuses to open an account with %j and names %s', async (changed, field) => {
    const sent = { ...ACCOUNT, id: 'refused', ...changed };
    const answer = await system.ledger(ADMIN).post('/billingAccounts', sent);
    expect(answer).toMatchObject({ status: 400, body: { status: 400, field } });
    expect((await system.ledger(ADMIN).get('/billingAccounts/refused')).status).toBe(404);
  });

  it.each([
    ['EnterpriseAgreement', { method: 'invoice' }, 'pays by prepayment;'],
    ['MicrosoftOnlineServicesProgram', { method: 'prepayment', terms: [] }, 'invoice or card;'],
  ])('says how an account of type %s pays', async (agreementType, payment, says) => {
    const sent = { ...ACCOUNT, id: 'refused', agreementType, payment };
    const answer = await system.ledger(ADMIN).post('/billingAccounts', sent);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'PaymentMethodNotOfAgreement', detail: containing(says) },
    });
  });

  it.each([
    [
      [TERM, { ...TERM, id: '2022', from: '2021-12-31', to: '2022-12-31' }],
      'PrepaymentTermsOverlap',
    ],
    [[{ ...TERM, to: TERM.from }], 'PrepaymentTermEmpty'],
    [[{ ...TERM, amount: { currency: 'EUR', amount: '1' } }], 'PrepaymentInAnotherCurrency'],
    [[{ ...TERM, amount: { currency: 'USD', amount: '0' } }], 'PrepaymentNotPositive'],
  ])('refuses an enrolment paid in advance by %j', async (terms, code) => {
    const payment = { method: 'prepayment', terms };
    const sent = { ...ACCOUNT, id: 'refused', agreementType: 'EnterpriseAgreement', payment };
    const answer = await system.ledger(ADMIN).post('/billingAccounts', sent);
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect((await system.ledger(ADMIN).get('/billingAccounts/refused')).status).toBe(404);
  });

  it('lets Admin write, Auditor read, and nobody else', async () => {
    const eve = system.ledger(AUDITOR);
    const bob = system.ledger({ principal: 'bob@contoso.example' });
    expect((await eve.post('/billingAccounts', ACCOUNT)).status).toBe(403);
    expect((await eve.get('/billingAccounts/contoso')).status).toBe(200);
    expect((await bob.get('/billingAccounts/contoso')).status).toBe(403);
    expect((await eve.post('/clock', { to: '2021-02-01T00:00:00Z' })).status).toBe(403);
  });

  it('shows an account with its subscriptions and balances', async () => {
    expect((await system.ledger(AUDITOR).get('/billingAccounts/contoso')).body).toMatchObject({
      id: 'contoso',
      subscriptions: [{ subscriptionId: SUBSCRIPTION, displayName: 'Production' }],
      balances: {
        on: '2021-01-15',
        amountDue: { currency: 'USD', amount: '0.00' },
        retainedCredit: { currency: 'USD', amount: '0.00' },
      },
    });
  });

  it('refuses a subscription of another account', async () => {
    const sent = { subscriptionId: SUBSCRIPTION, displayName: 'Production' };
    const path = '/billingAccounts/northwind/subscriptions';
    expect(await system.ledger(ADMIN).post(path, sent)).toMatchObject({
      status: 409,
      body: { code: 'SubscriptionOfAnotherAccount' },
    });
    const nowhere = '/billingAccounts/nowhere/subscriptions';
    expect((await system.ledger(ADMIN).post(nowhere, sent)).status).toBe(404);
  });

  it.each([
    ['/billingAccounts/contoso/refundCap?on=2021-02-30', 400],
    ['/billingAccounts/contoso/refundCap?On=2021-02-20', 400],
    ['/billingAccounts/contoso/retainedCredit?on=today', 400],
    ['/billingAccounts/contoso/documents?kind=Poem', 400],
    ['/billingAccounts/contoso/documents?status=Lost', 400],
    ['/billingAccounts/contoso/documents?cursor=made-up', 400],
    ['/billingAccounts/contoso/documents?kind=Invoice&status=Due', 200],
    ['/billingAccounts/contoso/documents/contoso-000001', 404],
    ['/billingAccounts/contoso/documents/northwind-000001', 404],
    ['/billingAccounts/contoso/documents/contoso-000001?revision=0', 400],
    ['/billingAccounts/nowhere/refundCap', 404],
    ['/poems', 404],
  ])('answers GET %s with %d', async (path, status) => {
    expect((await system.ledger(AUDITOR).get(path)).status).toBe(status);
  });

  it('takes no payment for an invoice that is not there', async () => {
    const sent = {
      invoiceNumber: 'contoso-000001',
      amount: { currency: 'USD', amount: '1.00' },
      paidOn: '2021-01-15',
      reference: 'x',
    };
    const path = '/billingAccounts/contoso/payments';
    expect(await system.ledger(ADMIN).post(path, sent)).toMatchObject({
      status: 404,
      body: { code: 'InvoiceUnknown' },
    });
    const finer = { ...sent, amount: { currency: 'USD', amount: '1.001' } };
    expect(await system.ledger(ADMIN).post(path, finer)).toMatchObject({
      status: 400,
      body: { field: 'amount.amount' },
    });
  });

  it('says of each row of a price list what became of it', async () => {
    const rows = { Items: [{ type: 'Poem' }, 7] };
    const answer = await system.ledger(ADMIN).post('/priceLists', rows);
    expect(answer).toMatchObject({
      status: 200,
      body: { imported: 0, unchanged: 0, leftOut: [{ row: 0 }, { row: 1 }] },
    });
    expect((await system.ledger(ADMIN).post('/priceLists', { items: [] })).status).toBe(400);
  });

  it('moves the test clock forward only, and runs days up to business today', async () => {
    const admin = system.ledger(ADMIN);
    expect(await system.setClock('2021-01-14T00:00:00Z')).toMatchObject({
      status: 409,
      body: { code: 'ClockBackwards', field: 'to' },
    });
    expect(await system.setClock('2021-01-16T09:00:00+01:00')).toMatchObject({
      status: 200,
      body: { now: '2021-01-16T08:00:00.000Z' },
    });
    expect(await admin.post('/dailyRuns', { through: '2021-01-16' })).toMatchObject({
      status: 200,
      body: { through: '2021-01-16', instalmentsCharged: 0, creditsExpired: 0, monthsClosed: 0 },
    });
    expect((await admin.post('/dailyRuns', { through: '2021-01-17' })).status).toBe(400);
  });
});
