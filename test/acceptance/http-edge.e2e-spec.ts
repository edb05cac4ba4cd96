import { z } from 'zod';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { call } from '../support/https-json';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const ALICE = { principal: 'alice@contoso.example' };
const BOB = { principal: 'bob@contoso.example' };
const SUBSCRIPTION = 'bbbbbbbb-612d-4bcd-a849-c2542a68be01';
const TENANTED = 'bbbbbbbb-612d-4bcd-a849-c2542a68be02';
const TENANT = 'cccccccc-612d-4bcd-a849-c2542a68be01';
const CAPACITY = '/providers/Microsoft.Capacity';
const VERSION = 'api-version=2022-11-01';

const containing = (text: string): unknown => expect.stringContaining(text);
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

const listBody = z.object({ value: z.array(z.object({ name: z.string() })) });
const namesIn = (list: unknown) => listBody.parse(list).value.map(({ name }) => name);

const body = (more: Readonly<Record<string, unknown>> = {}) => ({
  sku: { name: 'Standard_Year' },
  location: 'westus',
  properties: {
    reservedResourceType: 'VirtualMachines',
    billingScopeId: SUBSCRIPTION,
    term: 'P1Y',
    billingPlan: 'Upfront',
    quantity: 1,
    displayName: 'Edge',
    appliedScopes: null,
    appliedScopeType: 'Shared',
    renew: false,
    ...more,
  },
});

describe('the edge of the ledger', () => {
  let system: LedgerSystem;
  const azure = (as = ALICE) => system.ledger(as);
  const calculate = (sent: unknown, as = ALICE) =>
    azure(as).send('POST', `${CAPACITY}/calculatePrice?${VERSION}`, sent);
  const quoted = async (as = ALICE): Promise<string> => {
    const request = purchaseOf(SUBSCRIPTION, 'Standard_Year');
    const quote = await system.client(as).reservationOrder.calculate(request);
    return quote.properties?.reservationOrderId ?? '';
  };
  const put = (order: string, sent: unknown, as = ALICE) =>
    azure(as).send('PUT', `${CAPACITY}/reservationOrders/${order}?${VERSION}`, sent);

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    await openAccount(system, 'contoso', SUBSCRIPTION);
    await openAccount(system, 'fabrikam', TENANTED, { tenantId: TENANT });
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('answers how it is without a token, and nothing else', async () => {
    const open = async (path: string) =>
      call({ method: 'GET', url: `${system.url}${path}`, ca: system.ca });
    expect(await open('/health/live')).toMatchObject({ status: 200 });
    expect(await open('/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', parts: { projection: { ready: true } } },
    });
    expect((await open('/docs-json')).status).toBe(200);
    expect(await open('/docs/policy-rules')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/markdown; charset=utf-8' },
      body: containing('#### R-CAP-2'),
    });
    expect(await open(`${CAPACITY}/reservationOrders?${VERSION}`)).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="reservation-ledger"' },
      body: { error: { code: 'InvalidAccessToken' } },
    });
    expect(await open('/ledger/v1/clock')).toMatchObject({
      status: 401,
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      body: { status: 401, code: 'InvalidAccessToken' },
    });
    expect((await open('/no/such/path')).status).toBe(401);
  });

  it('shows the rules to a browser as text that it does not store', async () => {
    const url = `${system.url}/docs/policy-rules`;
    const page = await call({
      method: 'GET',
      url,
      ca: system.ca,
      headers: { accept: 'text/html' },
    });
    expect(page).toMatchObject({ headers: { 'content-type': 'text/plain; charset=utf-8' } });
  });

  it.each([
    ['GET', `${CAPACITY}/reservationOrders`, 400, 'MissingApiVersionParameter'],
    ['GET', `${CAPACITY}/reservationOrders?api-version=2019-04-01`, 404, 'InvalidResourceType'],
    ['GET', `${CAPACITY}/poems?${VERSION}`, 404, 'InvalidResourceType'],
    ['GET', `${CAPACITY}/calculatePrice?${VERSION}`, 405, 'HttpMethodNotSupported'],
    ['GET', `${CAPACITY}/reservationOrders/poem?${VERSION}`, 400, 'InvalidReservationOrderId'],
    ['GET', `${CAPACITY}/reservationOrders/${TENANT}?${VERSION}`, 404, 'ReservationOrderNotFound'],
    ['GET', `${CAPACITY}/operationResults/${TENANT}?${VERSION}`, 404, 'NotSpecified'],
  ])('answers %s %s with %d %s', async (method, path, status, code) => {
    expect(await azure().send(method, path)).toMatchObject({ status, body: { error: { code } } });
  });

  it.each([
    [{ quantity: 0 }, 400, 'BadRequest', 'properties.quantity'],
    [{ quantity: 1.5 }, 400, 'BadRequest', 'properties.quantity'],
    [{ term: 'P2Y' }, 400, 'UnsupportedReservationTerm', 'P1Y, P3Y, P5Y'],
    [{ term: 'P3Y' }, 400, 'UnsupportedReservationTerm', 'P1Y'],
    [{ billingScopeId: 'poem' }, 400, 'InvalidSubscriptionId', '/subscriptions/{guid}'],
    [{ billingScopeId: TENANT }, 400, 'InvalidSubscriptionId', TENANT],
    [{ billingScopeId: TENANTED }, 403, 'AuthorizationFailed', 'tenant'],
    [{ reservedResourceType: 'SqlDatabases' }, 400, 'BadRequest', 'VirtualMachines'],
    [{ appliedScopeType: 'Single' }, 400, 'MissingAppliedScopesForSingle', 'Single'],
  ])('refuses to quote %j with %d %s and says what to do', async (more, status, code, said) => {
    const answer = await calculate(body(more));
    expect(answer).toMatchObject({
      status,
      body: { error: { code, message: containing(said) } },
    });
  });

  it.each([
    ['mars', "has a region 'mars'"],
    ['West US', 'the lists spell it westus'],
  ])('refuses a purchase in %s as the catalogue does', async (location, said) => {
    const refused = { status: 400, body: { error: { code: 'InvalidLocationId' } } };
    const answer = await calculate({ ...body(), location });
    expect(answer).toMatchObject(refused);
    expect(answer.body).toMatchObject({ error: { message: containing(said) } });
    const path = `/subscriptions/${SUBSCRIPTION}${CAPACITY}/catalogs?${VERSION}`;
    const asked = `${path}&reservedResourceType=VirtualMachines&location=${encodeURIComponent(location)}`;
    expect(await azure().send('GET', asked)).toMatchObject(refused);
  });

  it('takes paths and ids in any case, and malformed JSON for what it is', async () => {
    const odd = `/PROVIDERS/microsoft.CAPACITY/CalculatePrice?API-Version=2022-11-01`;
    const scope = `/subscriptions/${SUBSCRIPTION.toUpperCase()}`;
    const sent = body({ billingScopeId: scope, term: 'p1y' });
    expect(await azure().send('POST', odd, sent)).toMatchObject({ status: 200 });
    expect(await azure().send('POST', odd, '{"sku":')).toMatchObject({
      status: 400,
      body: { error: { code: 'InvalidRequestContent' } },
    });
  });

  it('answers the same purchase with the same order, and another on its id with 409', async () => {
    const order = await quoted();
    const first = await put(order, body({ displayName: 'Worked example' }));
    const again = await put(order.toUpperCase(), body({ displayName: 'Worked example' }));
    expect(first).toMatchObject({
      status: 202,
      headers: { 'x-ledger-position': matching(/^\d+$/) },
      body: { name: order, etag: 1, properties: { provisioningState: 'Creating' } },
    });
    expect(again).toMatchObject({ status: 202, body: first.body });
    expect(await put(order, body({ quantity: 2 }))).toMatchObject({
      status: 409,
      body: { error: { code: 'ReservationOrderIdAlreadyExists' } },
    });
  });

  it('names the field in which a purchase differs from its quote', async () => {
    expect(
      await put(await quoted(), body({ displayName: 'Worked example', quantity: 2 })),
    ).toMatchObject({
      status: 400,
      body: {
        error: { code: 'BadRequest', message: containing('properties.quantity') },
      },
    });
    expect(await put(await quoted(), body(), BOB)).toMatchObject({ status: 403 });
    expect(await put(TENANT, body())).toMatchObject({
      status: 400,
      body: { error: { code: 'BadRequest', message: matching(/^Session timed out/) } },
    });
  });

  it('is running until it can be read, and then done, to its own principal only', async () => {
    await system.pauseProjection();
    const order = await quoted();
    const bought = await put(order, body({ displayName: 'Worked example' }));
    const location = String(bought.headers['location']).replace(system.url, '');
    expect(location).toMatch(new RegExp(`^${CAPACITY}/operationResults/${order}\\?${VERSION}`));
    expect(await azure().send('GET', location)).toMatchObject({
      status: 202,
      headers: { location: bought.headers['location'], 'retry-after': '1' },
    });
    const after = { 'x-ledger-after': String(bought.headers['x-ledger-position']) };
    const read = `${CAPACITY}/reservationOrders/${order}?${VERSION}`;
    expect(await azure().send('GET', read, undefined, after)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
    });
    const waiting = system
      .client(ALICE)
      .reservationOrder.beginPurchaseAndWait(order, purchaseOf(SUBSCRIPTION, 'Standard_Year'));
    system.resumeProjection();
    expect(await waiting).toMatchObject({ name: order, provisioningState: 'Succeeded' });
    expect(await azure().send('GET', read, undefined, after)).toMatchObject({ status: 200 });
    expect(await azure().send('GET', location)).toMatchObject({
      status: 200,
      body: { name: order },
    });
    expect(await azure(BOB).send('GET', location)).toMatchObject({ status: 403 });
    await system.setClock('2021-01-22T08:00:00Z');
    expect(await azure().send('GET', location)).toMatchObject({ status: 200 });
    await system.setClock('2021-01-23T08:00:00Z');
    expect(await azure().send('GET', location)).toMatchObject({ status: 404 });
  });

  it('shows an order to its owner, Admin and Auditor, and lets only its owner return it', async () => {
    const order = await quoted();
    const request = purchaseOf(SUBSCRIPTION, 'Standard_Year');
    await system.client(ALICE).reservationOrder.beginPurchaseAndWait(order, request);
    const path = `${CAPACITY}/reservationOrders/${order}`;
    const statuses = [];
    for (const as of [ALICE, ADMIN, AUDITOR, BOB]) {
      const { status } = await azure(as).send('GET', `${path}/reservations?${VERSION}`);
      statuses.push(status);
    }
    expect(statuses).toEqual([200, 200, 200, 403]);
    for (const as of [ADMIN, AUDITOR]) {
      const all = await azure(as).send('GET', `${CAPACITY}/reservationOrders?${VERSION}`);
      const rest = await azure(as).send(
        'GET',
        `${CAPACITY}/reservationOrders?${VERSION}&$skiptoken=1`,
      );
      const listed = namesIn(all.body);
      expect(listed).toContain(order);
      expect(namesIn(rest.body)).toEqual(listed.slice(1));
    }
    const none = await azure(BOB).send('GET', `${CAPACITY}/reservationOrders?${VERSION}`);
    expect(none.body).toEqual({ value: [] });
    const namesake = { ...ALICE, tenant: TENANT };
    const { reservations = [] } = await system.client(ALICE).reservationOrder.get(order);
    const reservationId = reservations[0]?.id;
    // The account names no tenant: its orders are their buyers', in the tenant they bought from.
    for (const as of [ADMIN, BOB, namesake]) {
      const asked = {
        properties: { scope: 'Reservation', reservationToReturn: { reservationId, quantity: 1 } },
      };
      expect(
        await azure(as).send('POST', `${path}/calculateRefund?${VERSION}`, asked),
      ).toMatchObject({
        status: 403,
        body: { error: { code: 'AuthorizationFailed' } },
      });
    }
    expect((await azure(namesake).send('GET', `${path}?${VERSION}`)).status).toBe(403);
  });

  it.each([
    [0, 400, 'InvalidRefundQuantity'],
    [2, 400, 'InvalidRefundQuantity'],
  ])('refuses to give back %d of 1', async (quantity, status, code) => {
    const order = await quoted();
    await system
      .client(ALICE)
      .reservationOrder.beginPurchaseAndWait(order, purchaseOf(SUBSCRIPTION, 'Standard_Year'));
    const { reservations = [] } = await system.client(ALICE).reservationOrder.get(order);
    const reservationToReturn = { reservationId: reservations[0]?.id, quantity };
    const path = `${CAPACITY}/reservationOrders/${order}/calculateRefund?${VERSION}`;
    expect(await azure().send('POST', path, { properties: { reservationToReturn } })).toMatchObject(
      {
        status,
        body: { error: { code } },
      },
    );
  });
});
