import { type AzureReservationAPI } from '@azure/arm-reservations';
import { Client } from 'pg';
import { type Answer } from '../support/https-json';
import { type As, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const TENANT = 'adadadad-612d-4bcd-a849-c2542a68be01';
const DESTINATION = 'adadadad-612d-4bcd-a849-c2542a68be02';
const SUBSCRIPTION = 'adadadad-612d-4bcd-a849-c2542a68be03';
const NOBODYS = 'adadadad-612d-4bcd-a849-c2542a68be04';
const ALICE: As = { principal: 'alice@contoso.example', tenant: TENANT };
const BOB: As = { principal: 'bob@contoso.example', tenant: TENANT };
const CAPACITY = '/providers/Microsoft.Capacity';
const VERSION = 'api-version=2022-11-01';
const YEAR = purchaseOf(SUBSCRIPTION, 'Standard_Year');
const TWO_YEARS = { ...YEAR, quantity: 2 };
const saying = (text: string): unknown => expect.stringContaining(text);
const notFound = (message: string) => ({
  status: 404,
  body: { error: { code: 'NotSpecified', message: saying(message) } },
});
const UNUSED = notFound('Purchase, return or exchange with it');
const FORGOTTEN = notFound('operations are kept for 7 days');
const REPLAYED = { 'idempotency-replayed': 'true' };

function azureBody({ sku, location, ...properties }: typeof YEAR) {
  return { sku, location, properties };
}

describe('operation results', () => {
  let system: LedgerSystem;
  let client: AzureReservationAPI;

  const send = (method: string, path: string, body?: unknown, as = ALICE): Promise<Answer> =>
    system.ledger(as).send(method, `${CAPACITY}/${path}?${VERSION}`, body);
  const poll = (id: string, as = ALICE) => send('GET', `operationResults/${id}`, undefined, as);
  /** Polls for as long as it runs. */
  const pollUntilDone = async (id: string): Promise<Answer> => {
    const answer = await poll(id);
    return /"status":"Pending/.test(JSON.stringify(answer.body)) ? pollUntilDone(id) : answer;
  };
  const quoted = async (request = YEAR): Promise<string> =>
    (await client.reservationOrder.calculate(request)).properties?.reservationOrderId ?? '';
  const put = (order: string, request = YEAR) =>
    send('PUT', `reservationOrders/${order}`, azureBody(request));
  const bought = async (): Promise<Readonly<{ order: string; reservation: string }>> => {
    const order = await quoted();
    const { reservations } = await client.reservationOrder.beginPurchaseAndWait(order, YEAR);
    return { order, reservation: reservations?.[0]?.id ?? '' };
  };
  const returning = (reservationId: string, sessionId = '') => ({
    scope: 'Reservation',
    reservationToReturn: { reservationId, quantity: 1 },
    sessionId,
  });
  const refundSession = async (order: string, reservation: string): Promise<string> => {
    const asked = { properties: returning(reservation) };
    return (await client.calculateRefund.post(order, asked)).properties?.sessionId ?? '';
  };
  const giveBack = (order: string, reservation: string, sessionId: string) =>
    send('POST', `reservationOrders/${order}/return`, {
      properties: returning(reservation, sessionId),
    });
  const exchangeSession = async (reservationId: string): Promise<string> => {
    const { properties } = await client.calculateExchange.beginPostAndWait({
      properties: {
        reservationsToExchange: [{ reservationId, quantity: 1 }],
        reservationsToPurchase: [TWO_YEARS],
      },
    });
    return properties?.sessionId ?? '';
  };
  const exchange = (sessionId: string) => send('POST', 'exchange', { properties: { sessionId } });
  /** One of each kind, carried out: by the ids that its poller has. */
  const allThree = async () => {
    const [given, traded] = [await bought(), await bought()];
    const refund = await refundSession(given.order, given.reservation);
    const asked = { properties: returning(given.reservation, refund) };
    await client.return.beginPostAndWait(given.order, asked);
    const session = await exchangeSession(traded.reservation);
    await client.exchange.beginPostAndWait({ properties: { sessionId: session } });
    return { given, refund, session };
  };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    client = system.client(ALICE);
    await openAccount(system, 'contoso', SUBSCRIPTION, { tenantId: TENANT });
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('are none of a quote that was never bought, also after a purchase that was refused', async () => {
    const order = await quoted();
    expect(await poll(order)).toMatchObject(UNUSED);
    expect((await put(order, TWO_YEARS)).status).toBe(400);
    expect(await poll(order)).toMatchObject(UNUSED);
    expect((await put(order)).status).toBe(202);
    expect(await pollUntilDone(order)).toMatchObject({ status: 200, body: { name: order } });
  });

  it('are none of a refund that was never asked for, also after a return that was refused', async () => {
    const { order, reservation } = await bought();
    const [first, second] = [
      await refundSession(order, reservation),
      await refundSession(order, reservation),
    ];
    expect(await poll(first)).toMatchObject(UNUSED);
    expect((await giveBack(order, reservation, second)).status).toBe(202);
    expect((await pollUntilDone(second)).status).toBe(200);
    expect((await giveBack(order, reservation, first)).status).toBe(409);
    expect(await poll(first)).toMatchObject(UNUSED);
  });

  it('are none of an exchange that was only calculated, also after one that was refused', async () => {
    const { reservation } = await bought();
    const [good, late] = [await exchangeSession(reservation), await exchangeSession(reservation)];
    expect(await poll(good)).toMatchObject(UNUSED);
    expect((await exchange(good)).status).toBe(202);
    expect(await pollUntilDone(good)).toMatchObject({
      status: 200,
      body: { name: good, status: 'Succeeded' },
    });
    expect((await exchange(late)).status).toBe(400);
    expect(await poll(late)).toMatchObject(UNUSED);
  });

  it('say that it runs while the tables are behind, and what it came to afterwards', async () => {
    const [given, traded] = [await bought(), await bought()];
    const refund = await refundSession(given.order, given.reservation);
    const session = await exchangeSession(traded.reservation);
    const order = await quoted();
    await system.pauseProjection();
    await put(order);
    await giveBack(given.order, given.reservation, refund);
    await exchange(session);
    for (const id of [order, refund])
      expect(await poll(id)).toMatchObject({
        status: 202,
        headers: { location: saying(`operationResults/${id}`) },
        body: { name: id, status: 'Pending' },
      });
    expect(await poll(session)).toMatchObject({
      headers: { 'azure-asyncoperation': saying(`operationResults/${session}`) },
      body: { name: session, status: 'PendingPurchases' },
    });
    system.resumeProjection();
    expect(await pollUntilDone(order)).toMatchObject({ status: 200, body: { name: order } });
    expect(await pollUntilDone(refund)).toMatchObject({
      status: 200,
      body: { name: given.order, properties: { provisioningState: 'Cancelled' } },
    });
    const done = await client.exchange.beginPostAndWait({ properties: { sessionId: session } });
    expect(done).toMatchObject({ status: 'Succeeded', name: session });
  });

  it('are for whoever asked, and of nothing that nobody was given', async () => {
    const { given, refund, session } = await allThree();
    const unused = await quoted();
    for (const id of [given.order, refund, session, unused])
      expect(await poll(id, BOB)).toMatchObject({
        status: 403,
        body: { error: { code: 'AuthorizationFailed', message: saying('another principal') } },
      });
    expect(await poll(NOBODYS)).toMatchObject(notFound(`There is no operation ${NOBODYS}`));
  });

  it('show an order to its Owners alone: no longer to one who was taken away', async () => {
    const { order } = await bought();
    const owners = `/ledger/v1/reservationOrders/${order}/owners`;
    await system.ledger(ALICE).send('PUT', `${owners}/${BOB.principal}`);
    expect((await poll(order)).status).toBe(200);
    const removed = await system.ledger(BOB).send('DELETE', `${owners}/${ALICE.principal}`);
    expect(removed.status).toBeLessThan(300);
    const seen = await send('GET', `reservationOrders/${order}`);
    expect(seen.status).toBe(403);
    expect(await poll(order)).toMatchObject({ status: 403, body: seen.body });
    // He may read the order, and the operation is not his.
    expect((await poll(order, BOB)).status).toBe(403);
  });

  it('are not shown in the directory that the order has left', async () => {
    const { order } = await bought();
    await client.reservationOrder.changeDirectory(order, { destinationTenantId: DESTINATION });
    expect((await poll(order)).status).toBe(403);
    expect((await poll(order, { ...ALICE, tenant: DESTINATION })).status).toBe(403);
  });

  it('are kept for 7 days, and what was carried out is answered with its result after that', async () => {
    const { given, refund, session } = await allThree();
    const [kept, unused] = [(await bought()).order, await quoted()];
    const ids = [given.order, kept, refund, session];
    await system.setClock('2021-01-22T23:00:00Z');
    for (const id of ids) expect((await poll(id)).status).toBe(200);
    expect(await poll(unused)).toMatchObject(UNUSED);
    await system.setClock('2021-01-23T08:00:00Z');
    for (const id of [...ids, unused]) expect(await poll(id)).toMatchObject(FORGOTTEN);

    const order = `/reservationOrders/${given.order}?`;
    const headers = { ...REPLAYED, location: expect.stringContaining(order) as string };
    expect(await put(given.order)).toMatchObject({
      ...{ status: 202, headers, body: { name: given.order } },
    });
    expect(await giveBack(given.order, given.reservation, refund)).toMatchObject({
      ...{ status: 202, headers, body: { properties: { sessionId: refund } } },
    });
    expect(await exchange(session)).toMatchObject({
      status: 200,
      headers: REPLAYED,
      // Bought and given back on the day: 2 × 365.00 − 365.00.
      body: { name: session, status: 'Succeeded', properties: { netPayable: { amount: 365 } } },
    });

    for (const [bought, provisioningState] of [
      [kept, 'Succeeded'],
      [given.order, 'Cancelled'],
    ] as const) {
      const again = await client.reservationOrder.beginPurchaseAndWait(bought, YEAR);
      expect(again).toMatchObject({ name: bought, provisioningState });
    }
    const asked = { properties: returning(given.reservation, refund) };
    const returned = await client.return.beginPostAndWait(given.order, asked);
    expect(returned).toMatchObject({ name: given.order, provisioningState: 'Cancelled' });
    const exchanged = await client.exchange.beginPostAndWait({
      properties: { sessionId: session },
    });
    expect(exchanged).toMatchObject({ name: session, status: 'Succeeded' });
  });

  it('are there for a purchase and a return that come again when their sessions are forgotten', async () => {
    const { given, refund } = await allThree();
    await system.setClock('2021-02-01T08:00:00Z');
    // As the daily run does with what expired more than seven days ago.
    const tables = new Client({ connectionString: system.databaseUrl });
    await tables.connect();
    await tables.query('delete from session');
    await tables.end();
    for (const again of [put(given.order), giveBack(given.order, given.reservation, refund)])
      expect(await again).toMatchObject({ status: 202, headers: REPLAYED });
    const first = await client.reservationOrder.beginPurchaseAndWait(given.order, YEAR);
    expect(first).toMatchObject({ name: given.order, provisioningState: 'Cancelled' });
  });
});
