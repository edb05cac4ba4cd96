import { type AzureReservationAPI } from '@azure/arm-reservations';
import { z } from 'zod';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const ALICE = { principal: 'alice@contoso.example' };
const MOVED = 'dddddddd-612d-4bcd-a849-c2542a68be01';
const PARTNERS = 'dddddddd-612d-4bcd-a849-c2542a68be02';
const NEW = 'dddddddd-612d-4bcd-a849-c2542a68be03';
const usd = (amount: number) => ({ currencyCode: 'USD', amount });
const money = (amount: string) => ({ currency: 'USD', amount });
const account = z.object({ subscriptions: z.array(z.object({ subscriptionId: z.string() })) });

/** From February on a return costs 12 %, and the money refunded counts towards the cap: of all but a move. */
const TERMS = {
  version: 'self-service-2021-02',
  channel: 'self-service',
  effectiveOn: '2021-02-01',
  earlyTerminationFeeRate: '0.12',
  freeCancellationDays: 5,
  refundCap: { limit: money('50000.00'), windowDays: 365, counts: 'refundAmount' },
  prepaymentCreditValidityDays: 90,
  typesNotReturnable: [],
  lowerPriceInRefund: true,
  lowerPriceInExchange: false,
  overageOutcome: 'reopen',
};

describe('R-RET-4: a pay-as-you-go account that moves to a partner, by the official client', () => {
  let system: LedgerSystem;
  let client: AzureReservationAPI;
  let order = '';
  const ledger = () => system.ledger(ADMIN);
  const read = async (path: string) => (await system.ledger(AUDITOR).get(path)).body;
  const subscriptionsOf = async (id: string) =>
    account
      .parse(await read(`/billingAccounts/${id}`))
      .subscriptions.map(({ subscriptionId }) => subscriptionId);
  const bought = async (subscription: string, sku: string, quantity: number) => {
    const request = purchaseOf(subscription, sku, { quantity });
    const quote = await client.reservationOrder.calculate(request);
    const id = quote.properties?.reservationOrderId ?? '';
    await client.reservationOrder.beginPurchaseAndWait(id, request);
    return id;
  };
  const moving = (body: object, headers = {}) =>
    ledger().post('/billingAccounts/payg/programTransfer', body, headers);

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    client = system.client(ALICE);
    const payAsYouGo = { agreementType: 'MicrosoftOnlineServicesProgram' };
    await openAccount(system, 'payg', MOVED, payAsYouGo);
    const partners = { agreementType: 'MicrosoftPartnerAgreement', partnerId: 'northwind-tenant' };
    await openAccount(system, 'csp', PARTNERS, partners);
    expect((await ledger().post('/policyTerms', TERMS)).status).toBe(201);
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('buys and pays two units of 60,000.00 while it still pays as it goes', async () => {
    order = await bought(MOVED, 'Standard_Huge', 2);
    const paid = await ledger().post('/billingAccounts/payg/payments', {
      invoiceNumber: 'payg-000001',
      amount: money('120000.00'),
      paidOn: '2021-01-15',
      reference: 'SEPA 1',
    });
    expect(paid.status).toBe(201);
  });

  it.each([
    ['in the past', { toBillingAccountId: 'csp', on: '2021-01-14' }, 'TransferInThePast', 'on'],
    [
      'to itself',
      { toBillingAccountId: 'payg', on: '2021-01-15' },
      'TransferTargetUnsuitable',
      'toBillingAccountId',
    ],
    [
      'to nobody',
      { toBillingAccountId: 'nobody', on: '2021-01-15' },
      'TransferTargetUnsuitable',
      'toBillingAccountId',
    ],
    ['without a day', { toBillingAccountId: 'csp' }, 'BadRequest', 'on'],
    [
      'with a word too many',
      { toBillingAccountId: 'csp', on: '2021-01-15', why: 'x' },
      'BadRequest',
      'why',
    ],
  ])('does not move %s', async (_, body, code, field) => {
    expect(await moving(body)).toMatchObject({ status: 400, body: { code, field } });
  });

  it('agrees on a later day, once for a key', async () => {
    expect(await read('/billingAccounts/payg')).not.toHaveProperty('movedTo');
    const body = { toBillingAccountId: 'csp', on: '2021-03-01' };
    const headers = { 'idempotency-key': 'move-payg' };
    const first = await moving(body, headers);
    expect(first).toMatchObject({
      status: 200,
      body: { ...body, billingAccountId: 'payg', agreedOn: '2021-01-15', subscriptions: [MOVED] },
    });
    expect(await moving(body, headers)).toMatchObject({
      ...{ status: 200, headers: { 'idempotency-replayed': 'true' }, body: first.body },
    });
    expect(await moving({ ...body, on: '2021-03-02' }, headers)).toMatchObject({ status: 409 });
    expect(await moving(body)).toMatchObject({
      status: 409,
      body: { code: 'TransferAgreedAlready', rule: 'R-RET-4' },
    });
  });

  it('has its subscriptions until the day before, and its new account has them from the day on', async () => {
    await system.setClock('2021-02-28T23:59:59Z');
    expect(await subscriptionsOf('payg')).toEqual([MOVED]);
    const movedTo = { billingAccountId: 'csp', on: '2021-03-01' };
    expect(await read('/billingAccounts/payg')).toMatchObject({ movedTo });
    await system.setClock('2021-03-29T08:00:00Z');
    expect(await read('/billingAccounts/payg')).toMatchObject({ movedTo, subscriptions: [] });
    expect(await read('/billingAccounts/csp')).not.toHaveProperty('movedTo');
    expect(await read('/billingAccounts/csp')).toMatchObject({
      subscriptions: [
        { subscriptionId: MOVED, linkedOn: '2021-01-15' },
        { subscriptionId: PARTNERS },
      ],
    });
    expect(await subscriptionsOf('payg')).toEqual([]);
    expect(await subscriptionsOf('csp')).toEqual([MOVED, PARTNERS]);
  });

  it('leaves its subscription to no third account, and takes no new one', async () => {
    await ledger().post('/billingAccounts', {
      id: 'third',
      agreementType: 'MicrosoftCustomerAgreement',
      currency: 'USD',
      displayName: 'Third',
      payment: { method: 'invoice' },
    });
    const link = (id: string, subscriptionId: string) =>
      ledger().post(`/billingAccounts/${id}/subscriptions`, { subscriptionId, displayName: 'P' });
    for (const id of ['third', 'payg'])
      expect(await link(id, MOVED)).toMatchObject({
        status: 409,
        body: { code: 'SubscriptionOfAnotherAccount' },
      });
    expect(await link('payg', NEW)).toMatchObject({
      status: 409,
      body: { code: 'BillingAccountMoved' },
    });
  });

  // 15 January to 29 March are 73 of 365 days, a fifth: of 60,000.00 there comes back 48,000.00, twice.
  it('gives back what it bought before without a fee and without a use of either cap', async () => {
    const { reservations } = await client.reservationOrder.get(order);
    const reservationToReturn = { reservationId: reservations?.[0]?.id ?? '', quantity: 2 };
    const properties = { scope: 'Reservation', reservationToReturn };
    const { properties: refund } = await client.calculateRefund.post(order, { properties });
    expect(refund).toMatchObject({ billingRefundAmount: usd(96_000) });
    const { sessionId = '' } = refund ?? {};
    const returning = { ...properties, sessionId, returnReason: 'moved' };
    await client.return.beginPostAndWait(order, { properties: returning });
    expect((await client.reservationOrder.get(order)).provisioningState).toBe('Cancelled');
    for (const id of ['payg', 'csp'])
      expect(await read(`/billingAccounts/${id}/refundCap`)).toMatchObject({
        ...{ used: money('0.00'), uses: [], termsVersion: TERMS.version },
      });
    expect(await read('/billingAccounts/payg/documents/payg-000002')).toMatchObject({
      lines: [{ kind: 'Purchase' }, { kind: 'Refund', amount: money('-96000.00') }],
      total: money('24000.00'),
    });
  });

  it('has carried what it retains by the time the return is answered, and both statements name it', async () => {
    const statement = async (id: string) => read(`/billingAccounts/${id}/retainedCredit`);
    const on = '2021-03-29';
    const transferId: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const transfer = { on, reason: 'ProgramTransfer', transferId };
    const amount = money('96000.00');
    expect(await statement('csp')).toEqual({
      on,
      available: amount,
      entries: [{ ...transfer, amount, billingAccountId: 'payg' }],
    });
    expect(await statement('payg')).toEqual({
      on,
      available: money('0.00'),
      entries: [
        { on, amount, reason: 'Refund', document: 'payg-000002' },
        { ...transfer, amount: money('-96000.00'), billingAccountId: 'csp' },
      ],
    });
    expect(await read('/billingAccounts/csp/retainedCredit?on=2021-03-28')).toMatchObject({
      available: money('0.00'),
      entries: [],
    });
  });

  it('buys again with its subscription at its new account, which pays with what was carried', async () => {
    const again = await bought(MOVED, 'Standard_Year', 1);
    expect(await read('/billingAccounts/csp/documents/csp-000001')).toMatchObject({
      status: 'Paid',
      lines: [{ reservationOrderId: again, amount: money('365.00') }],
      paid: money('365.00'),
      amountDue: money('0.00'),
    });
    expect(await read('/billingAccounts/csp/retainedCredit')).toMatchObject({
      available: money('95635.00'),
      entries: [{ billingAccountId: 'payg' }, { amount: money('-365.00'), reason: 'Used' }],
    });
  });

  it('shows an auditor and nobody else', async () => {
    expect(
      await system.ledger(AUDITOR).post('/billingAccounts/payg/programTransfer', {}),
    ).toMatchObject({ status: 403 });
  });
});
