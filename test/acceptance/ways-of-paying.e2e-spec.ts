import { type AzureReservationAPI } from '@azure/arm-reservations';
import { z } from 'zod';
import { openReadModels } from '#read-models';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const ALICE = { principal: 'alice@contoso.example' };
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

const papers = z.object({ value: z.array(z.unknown()) });

describe('an account by its way of paying', () => {
  let system: LedgerSystem;
  let client: AzureReservationAPI;
  let covered = '';
  const documents = async (account: string) =>
    papers.parse((await system.ledger(AUDITOR).get(`/billingAccounts/${account}/documents`)).body)
      .value;
  const bought = async (subscription: string, more: Readonly<Record<string, unknown>> = {}) => {
    const request = purchaseOf(subscription, 'Standard_Year', more);
    const quote = await client.reservationOrder.calculate(request);
    const id = quote.properties?.reservationOrderId ?? '';
    await client.reservationOrder.beginPurchaseAndWait(id, request);
    return id;
  };
  const creditMovements = async (): Promise<unknown> => {
    const tables = await openReadModels(system.databaseUrl);
    const rows: unknown = await tables.query(
      `select kind, on_day, amount from prepayment_movement
       where billing_account_id = 'enrolment' and credit_id is not null order by stream_revision`,
    );
    await tables.destroy();
    return rows;
  };
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
    client = system.client(ALICE);
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

  it('that pays by card has its invoice paid as it is issued', async () => {
    const order = await bought(BY_CARD);
    expect(await documents('card')).toMatchObject([
      {
        number: 'card-000001',
        kind: 'Invoice',
        status: 'Paid',
        issuedOn: '2021-01-15',
        lines: [{ kind: 'Purchase', reservationOrderId: order, amount: money('365.00') }],
        total: money('365.00'),
        paid: money('365.00'),
        amountDue: money('0.00'),
      },
    ]);
  });

  // 1,000.00 in advance: 365.00 and 365.00 are covered, a third 365.00 is not, though 270.00 is left (R-PUR-4).
  it('that pays in advance has no invoice for what the prepayment covers', async () => {
    covered = await bought(PREPAID);
    await bought(PREPAID);
    expect(await documents('enrolment')).toEqual([]);
  });

  it('that pays in advance is invoiced for the overage of a month on the first of the next', async () => {
    const order = await bought(PREPAID);
    await system.setClock('2021-01-31T23:00:00Z');
    expect(await documents('enrolment')).toEqual([]);
    await system.setClock('2021-02-03T08:00:00Z');
    expect(await documents('enrolment')).toMatchObject([
      {
        number: 'enrolment-000001',
        status: 'Due',
        issuedOn: '2021-02-01',
        lines: [{ reservationOrderId: order, amount: money('365.00') }],
        total: money('365.00'),
        amountDue: money('365.00'),
      },
    ]);
  });

  // 19 of 365 days used: 346.00 comes back on 3 February, usable on 26 days of it, 31, 30 and 3 in May.
  it('that pays in advance has a refund back as a credit, which the run lets expire after 90 days', async () => {
    const { reservations } = await client.reservationOrder.get(covered);
    const reservationToReturn = { reservationId: reservations?.[0]?.id ?? '', quantity: 1 };
    const properties = { scope: 'Reservation', reservationToReturn };
    const { properties: refund } = await client.calculateRefund.post(covered, { properties });
    const { sessionId = '' } = refund ?? {};
    const returning = { ...properties, sessionId, returnReason: 'example' };
    await client.return.beginPostAndWait(covered, { properties: returning });
    const granted = { kind: 'Granted', on_day: '2021-02-03', amount: '346.00' };

    await system.setClock('2021-05-03T23:59:00Z');
    expect(await creditMovements()).toEqual([granted]);
    await system.setClock('2021-05-04T00:00:00Z');
    expect(await creditMovements()).toEqual([
      granted,
      { kind: 'Expired', on_day: '2021-05-04', amount: '-346.00' },
    ]);
    expect(await documents('enrolment')).toHaveLength(1);
  });
});
