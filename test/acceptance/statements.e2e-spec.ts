import { type AzureReservationAPI } from '@azure/arm-reservations';
import { z } from 'zod';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const ALICE = { principal: 'alice@contoso.example' };
const PREPAID = 'eeeeeeee-612d-4bcd-a849-c2542a68be01';
const BY_CARD = 'eeeeeeee-612d-4bcd-a849-c2542a68be02';
const BY_INVOICE = 'eeeeeeee-612d-4bcd-a849-c2542a68be03';
const money = (amount: string) => ({ currency: 'USD', amount });

const OLD_CARD = { token: 'tok_4f1c9d7e', brand: 'Visa', last4: '4242' };
const NEW_CARD = { token: 'tok_b82a03e6', brand: 'Mastercard', last4: '4444' };
const TERM = { id: '2021', from: '2021-01-01', to: '2022-01-01', amount: money('1000.00') };
const listed = z.object({ value: z.array(z.looseObject({ id: z.string() })) });

describe('the statements of finance', () => {
  let system: LedgerSystem;
  let client: AzureReservationAPI;
  const read = async (path: string) => (await system.ledger(AUDITOR).get(path)).body;
  const bought = async (subscription: string, more: Readonly<Record<string, unknown>> = {}) => {
    const request = purchaseOf(subscription, 'Standard_Year', more);
    const quote = await client.reservationOrder.calculate(request);
    const id = quote.properties?.reservationOrderId ?? '';
    await client.reservationOrder.beginPurchaseAndWait(id, request);
    return id;
  };
  /** Gives back one unit of what is active in an order. @returns the reservation that it was of. */
  const returned = async (order: string) => {
    const { reservations = [] } = await client.reservationOrder.get(order);
    const states = reservations.map(async ({ id = '' }) => {
      const found = await client.reservation.get(order, id.slice(id.lastIndexOf('/') + 1));
      return { id, isActive: found.properties?.provisioningState === 'Succeeded' };
    });
    const active = (await Promise.all(states)).find(({ isActive }) => isActive);
    const reservationToReturn = { reservationId: active?.id ?? '', quantity: 1 };
    const properties = { scope: 'Reservation', reservationToReturn };
    const { properties: refund } = await client.calculateRefund.post(order, { properties });
    const { sessionId = '' } = refund ?? {};
    const returning = { ...properties, sessionId, returnReason: 'example' };
    await client.return.beginPostAndWait(order, { properties: returning });
    return reservationToReturn.reservationId.split('/').at(-1);
  };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    client = system.client(ALICE);
    await openAccount(system, 'prepaid', PREPAID, {
      agreementType: 'EnterpriseAgreement',
      payment: { method: 'prepayment', terms: [TERM] },
    });
    const payment = { method: 'card', card: OLD_CARD };
    await openAccount(system, 'card', BY_CARD, { payment });
  }, START_MS_MAX);
  afterAll(() => system.stop());

  describe('R-OUT-1: of prepayment credits', () => {
    let reservation: string | undefined;
    const statement = (on?: string) =>
      read(`/billingAccounts/prepaid/prepaymentCredits${on === undefined ? '' : `?on=${on}`}`);
    /** 346.00, of which so much was used, has expired and is left, beside what is left of the term. */
    const told = (amounts: Record<'used' | 'expired' | 'remaining', string>, term: string) => ({
      available: money(amounts.remaining),
      credits: [
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
          reservationId: reservation,
          ...{ termId: '2021', grantedOn: '2021-02-03', expiresOn: '2021-05-04' },
          amount: money('346.00'),
          used: money(amounts.used),
          expired: money(amounts.expired),
          remaining: money(amounts.remaining),
        },
      ],
      terms: [{ ...TERM, remaining: money(term) }],
    });

    // A year of 365.00, of which 19 days are used: 346.00 comes back, usable on 90 days, to 3 May.
    it('names a credit from the day it is granted, and nothing before', async () => {
      const order = await bought(PREPAID);
      await system.setClock('2021-02-03T08:00:00Z');
      reservation = await returned(order);
      const untouched = { used: '0.00', expired: '0.00', remaining: '346.00' };
      expect(await statement()).toEqual({ on: '2021-02-03', ...told(untouched, '635.00') });
      expect(await statement('2021-02-02')).toEqual({
        on: '2021-02-02',
        available: money('0.00'),
        credits: [],
        terms: [{ ...TERM, remaining: money('635.00') }],
      });
    });

    // 365.00 are twelve payments: eight of 30.42, then four of 30.41. The credit pays first.
    it('says what was used, and of days to come what will be left if nothing more happens', async () => {
      await system.setClock('2021-02-10T08:00:00Z');
      await bought(PREPAID, { billingPlan: 'Monthly' });
      const used = { used: '30.42', expired: '0.00', remaining: '315.58' };
      expect(await statement('2021-02-09')).toMatchObject({ available: money('346.00') });
      for (const on of ['2021-02-10', '2021-05-03'])
        expect(await statement(on)).toEqual({ on, ...told(used, '635.00') });
      const over = { used: '30.42', expired: '315.58', remaining: '0.00' };
      expect(await statement('2021-05-04')).toEqual({ on: '2021-05-04', ...told(over, '635.00') });
    });

    // Payments of 10 March and 10 April make 91.26 of it used; that of 10 May comes from the term.
    it('before, on and after day 90: the last day it is usable, and the day it is gone', async () => {
      await system.setClock('2021-05-03T23:59:59Z');
      const last = { used: '91.26', expired: '0.00', remaining: '254.74' };
      expect(await statement()).toEqual({ on: '2021-05-03', ...told(last, '635.00') });
      await system.setClock('2021-05-04T00:00:00Z');
      const gone = { used: '91.26', expired: '254.74', remaining: '0.00' };
      expect(await statement()).toEqual({ on: '2021-05-04', ...told(gone, '635.00') });
      expect(await statement('2021-05-03')).toMatchObject({ available: money('254.74') });
      await system.setClock('2021-05-10T08:00:00Z');
      expect(await statement()).toEqual({ on: '2021-05-10', ...told(gone, '604.58') });
    });
  });

  describe('R-OUT-4: of money that goes back to cards', () => {
    let order = '';
    let reservation: string | undefined;
    const path = '/billingAccounts/card';
    const cardRefunds = async () => listed.parse(await read(`${path}/cardRefunds`)).value;
    const supportRequests = async () => listed.parse(await read(`${path}/supportRequests`)).value;
    const move = (id: string, body: object, headers = {}) =>
      system.ledger(ADMIN).send('PATCH', `/ledger/v1${path}/supportRequests/${id}`, body, headers);

    // Two units of 365.00 on 10 May; one comes back whole on 15 May, the fifth day.
    it('names the card and the paper of what was requested', async () => {
      expect(await cardRefunds()).toEqual([]);
      order = await bought(BY_CARD, { quantity: 2 });
      await system.setClock('2021-05-15T08:00:00Z');
      await returned(order);
      expect(await cardRefunds()).toEqual([
        {
          id: expect.any(String) as unknown,
          on: '2021-05-15',
          amount: money('365.00'),
          card: OLD_CARD,
          status: 'Requested',
          invoiceNumber: 'card-000002',
        },
      ]);
      expect(await supportRequests()).toEqual([]);
    });

    // 10 May to 22 July are 73 of 365 days: 292.00 comes back, to a card that is on file no longer.
    it('holds what would go to a card that has changed, and opens a support request', async () => {
      const changed = await system
        .ledger(ADMIN)
        .send('PUT', `/ledger/v1${path}/cardOnFile`, NEW_CARD);
      expect(changed.status).toBe(200);
      await system.setClock('2021-07-22T08:00:00Z');
      reservation = await returned(order);
      const [request] = await supportRequests();
      expect(request).toEqual({
        id: expect.any(String) as unknown,
        ...{ openedOn: '2021-07-22', status: 'Created', statusOn: '2021-07-22' },
        category: 'ExchangesAndRefunds',
        reservationOrderId: order,
        reservationId: reservation,
        amount: money('292.00'),
      });
      expect((await cardRefunds()).at(1)).toMatchObject({
        ...{ on: '2021-07-22', amount: money('292.00'), card: OLD_CARD, status: 'Held' },
        ...{ invoiceNumber: 'card-000003', supportRequestId: request?.id },
      });
    });

    it('is approved step by step, by an administrator only', async () => {
      const [request] = await supportRequests();
      const id = request?.id ?? '';
      expect(await move(id, { status: 'Approved' })).toMatchObject({
        status: 409,
        body: { code: 'SupportRequestNotMovable', field: 'status', rule: 'R-ACC-4' },
      });
      const headers = { 'idempotency-key': 'look-into-it' };
      const first = await move(id, { status: 'InProgress', why: 'Asked the customer' }, headers);
      expect(first).toMatchObject({
        status: 200,
        body: { id, status: 'InProgress', why: 'Asked the customer' },
      });
      const again = { status: 'InProgress', why: 'Asked the customer' };
      expect(await move(id, again, headers)).toMatchObject({
        ...{ status: 200, headers: { 'idempotency-replayed': 'true' }, body: first.body },
      });
      expect(await move(id, { status: 'Declined' }, headers)).toMatchObject({ status: 409 });
      const body = { status: 'Approved' };
      const byAuditor = system
        .ledger(AUDITOR)
        .send('PATCH', `/ledger/v1${path}/supportRequests/${id}`, body);
      expect(await byAuditor).toMatchObject({ status: 403 });
      await system.setClock('2021-07-23T08:00:00Z');
      expect(await move(id, body)).toMatchObject({ status: 200, body: { status: 'Approved' } });
    });

    it('shows held money that was sent once: to the card now on file, with where it comes from', async () => {
      const [request] = await supportRequests();
      const all = await cardRefunds();
      expect(all).toHaveLength(2);
      expect(all.at(1)).toEqual({
        id: expect.any(String) as unknown,
        on: '2021-07-23',
        amount: money('292.00'),
        card: NEW_CARD,
        status: 'Requested',
        invoiceNumber: 'card-000003',
        supportRequestId: request?.id,
        heldRefundId: expect.any(String) as unknown,
        heldOn: '2021-07-22',
      });
      expect(all.at(1)?.['heldRefundId']).not.toBe(all.at(1)?.id);
    });
  });

  describe('R-CAP-5, R-OUT-3: of the cap and of retained credit, on days past and to come', () => {
    let order = '';
    let reservation: string | undefined;
    const cap = (on: string) => read(`/billingAccounts/invoiced/refundCap?on=${on}`);
    const retained = (on: string) => read(`/billingAccounts/invoiced/retainedCredit?on=${on}`);
    const ofCap = (used: string, available: string) => ({
      ...{ limit: money('50000.00'), used: money(used), available: money(available) },
      termsVersion: 'self-service-2021-04',
    });

    // A year of 365.00 on 23 July, paid at once; on 11 August 19 days are used and 346.00 comes back.
    beforeAll(async () => {
      await openAccount(system, 'invoiced', BY_INVOICE);
      order = await bought(BY_INVOICE);
      const payment = { invoiceNumber: 'invoiced-000001', amount: money('365.00') };
      const how = { paidOn: '2021-07-23', reference: 'all of it' };
      const path = '/ledger/v1/billingAccounts/invoiced/payments';
      const paid = await system.ledger(ADMIN).send('POST', path, { ...payment, ...how });
      expect(paid.status).toBe(201);
      await system.setClock('2021-08-11T08:00:00Z');
      reservation = await returned(order);
    });

    it.each([
      ['the day before the refund', '2021-08-10', '0.00', '50000.00'],
      ['today', '2021-08-11', '346.00', '49654.00'],
      ['the last day it counts', '2022-08-10', '346.00', '49654.00'],
      ['the day it comes back', '2022-08-11', '0.00', '50000.00'],
    ])('of the cap: %s', async (_, on, used, available) => {
      const use = {
        ...{ reservationOrderId: order, reservationId: reservation, refundedOn: '2021-08-11' },
        ...{ amount: money('346.00'), replenishedOn: '2022-08-11' },
      };
      const counts = used !== '0.00';
      expect(await cap(on)).toEqual({
        ...{ on, ...ofCap(used, available), uses: counts ? [use] : [] },
        replenishments: counts ? [{ on: '2022-08-11', available: money('50000.00') }] : [],
      });
    });

    it.each([
      ['the day before', '2021-08-10', '0.00'],
      ['today', '2021-08-11', '346.00'],
      ['far ahead: nothing is charged that did not happen', '2031-01-01', '346.00'],
    ])('of retained credit: %s', async (_, on, available) => {
      const entry = { on: '2021-08-11', amount: money('346.00'), reason: 'Refund' };
      const entries = available === '0.00' ? [] : [{ ...entry, document: 'invoiced-000002' }];
      expect(await retained(on)).toEqual({ on, available: money(available), entries });
    });
  });

  it.each([
    ['prepaid/prepaymentCredits?on=2021-02-30', 'on'],
    ['prepaid/prepaymentCredits?day=2021-02-03', 'day'],
    ['card/cardRefunds?status=Held', 'status'],
    ['card/supportRequests?take=1', 'take'],
  ])('refuses a parameter that it does not know: %s', async (path, field) => {
    expect(await system.ledger(AUDITOR).get(`/billingAccounts/${path}`)).toMatchObject({
      ...{ status: 400, body: { code: 'BadRequest', field } },
    });
  });

  it.each(['prepaymentCredits', 'cardRefunds', 'supportRequests', 'retainedCredit'])(
    'are read by an administrator or an auditor, of an account that is there: %s',
    async (name) => {
      const path = `/billingAccounts/nobody/${name}`;
      expect(await system.ledger(ALICE).get(path)).toMatchObject({ status: 403 });
      expect(await system.ledger(AUDITOR).get(path)).toMatchObject({
        ...{ status: 404, body: { code: 'BillingAccountUnknown' } },
      });
    },
  );
});
