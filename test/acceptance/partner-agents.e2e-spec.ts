import { ADMIN, type As, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const CUSTOMER = 'adadadad-612d-4bcd-a849-c2542a68be01';
const PARTNER = 'adadadad-612d-4bcd-a849-c2542a68be02';
const OTHER = 'adadadad-612d-4bcd-a849-c2542a68be03';
const SUBSCRIPTION = 'adadadad-612d-4bcd-a849-c2542a68be04';
const BARRED_SUBSCRIPTION = 'adadadad-612d-4bcd-a849-c2542a68be05';
const CAPACITY = '/providers/Microsoft.Capacity';
const VERSION = 'api-version=2022-11-01';
const FORBIDDEN = { status: 403, body: { error: { code: 'AuthorizationFailed' } } };

const alice: As = { principal: 'alice', tenant: CUSTOMER };
const pat: As = { principal: 'pat', tenant: PARTNER, roles: ['Partner.AdminAgent'] };
/** An agent of the partner who is called as the customer's buyer is. */
const namesake: As = { ...pat, principal: 'alice' };
const stranger: As = { ...pat, tenant: OTHER };
const clerk: As = { ...pat, roles: [] };

describe('agents of a partner (R-ACC-2)', () => {
  let system: LedgerSystem;
  const send = (as: As, method: 'GET' | 'POST', path: string, body?: object) =>
    system.ledger(as).send(method, `${CAPACITY}/${path}?${VERSION}`, body);
  const ordersOf = async (as: As): Promise<readonly (string | undefined)[]> => {
    const found = [];
    for await (const order of system.client(as).reservationOrder.list()) found.push(order.name);
    return found;
  };
  const buys = async (as: As, subscription = SUBSCRIPTION) => {
    const client = system.client(as);
    const request = purchaseOf(subscription, 'Standard_Year', { quantity: 2 });
    const quote = await client.reservationOrder.calculate(request);
    const order = quote.properties?.reservationOrderId ?? '';
    await client.reservationOrder.beginPurchaseAndWait(order, request);
    const { reservations = [] } = await client.reservationOrder.get(order);
    return { order, reservation: reservations[0]?.id ?? '' };
  };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    const ofPartner = { agreementType: 'MicrosoftPartnerAgreement', tenantId: CUSTOMER };
    const held = { ...ofPartner, partnerId: PARTNER };
    await openAccount(system, 'free', SUBSCRIPTION, held);
    await openAccount(system, 'barred', BARRED_SUBSCRIPTION, { ...held, customerMayBuy: false });
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('read what their customers bought, and no role makes them its Owner', async () => {
    const { order, reservation } = await buys(alice);
    const path = `reservationOrders/${order}`;
    for (const agent of [pat, namesake]) {
      expect(await ordersOf(agent)).toContain(order);
      for (const read of [path, `${path}/reservations`])
        expect(await send(agent, 'GET', read)).toMatchObject({ status: 200 });
      const line = { reservationId: reservation, quantity: 1 };
      const refund = { properties: { reservationToReturn: line } };
      const swap = { reservationId: reservation, quantities: [1, 1] };
      expect(await send(agent, 'POST', `${path}/calculateRefund`, refund)).toMatchObject(FORBIDDEN);
      expect(await send(agent, 'POST', `${path}/split`, { properties: swap })).toMatchObject(
        FORBIDDEN,
      );
    }
    for (const other of [stranger, clerk]) {
      expect(await ordersOf(other)).toEqual([]);
      expect(await send(other, 'GET', path)).toMatchObject(FORBIDDEN);
    }
  });

  it('buy for them and are Owner of that, where nobody of the name in the customer’s tenant is', async () => {
    const { order, reservation } = await buys(pat);
    const asked = { reservationToReturn: { reservationId: reservation, quantity: 1 } };
    const path = `reservationOrders/${order}/calculateRefund`;
    expect(await send(pat, 'POST', path, { properties: asked })).toMatchObject({ status: 200 });
    const customer = { ...pat, tenant: CUSTOMER, roles: [] };
    expect(await send(customer, 'POST', path, { properties: asked })).toMatchObject(FORBIDDEN);
    expect(await send(alice, 'GET', `reservationOrders/${order}`)).toMatchObject(FORBIDDEN);
  });

  it('buy where the customer may not, which the account shows (R-PUR-3)', async () => {
    const request = purchaseOf(BARRED_SUBSCRIPTION, 'Standard_Year');
    await expect(system.client(alice).reservationOrder.calculate(request)).rejects.toMatchObject({
      statusCode: 403,
    });
    await buys(pat, BARRED_SUBSCRIPTION);
    const account = (id: string) => system.ledger(ADMIN).get(`/billingAccounts/${id}`);
    expect(await account('barred')).toMatchObject({ body: { customerMayBuy: false } });
    expect(await account('free')).toMatchObject({ body: { customerMayBuy: true } });
  });

  it('alone say whether a customer may buy: of any other account it is refused by name', async () => {
    const opened = await system.ledger(ADMIN).post('/billingAccounts', {
      ...{ id: 'direct', agreementType: 'MicrosoftCustomerAgreement', currency: 'USD' },
      ...{ displayName: 'Direct', payment: { method: 'invoice' }, customerMayBuy: false },
    });
    expect(opened).toMatchObject({
      status: 400,
      body: { code: 'CustomerMayBuyNotOfAgreement', field: 'customerMayBuy', rule: 'R-PUR-3' },
    });
  });
});
