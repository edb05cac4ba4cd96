import { type AzureReservationAPI } from '@azure/arm-reservations';
import { Client } from 'pg';
import { ADMIN, AUDITOR } from '../support/ledger-system';
import {
  ALICE,
  BOB,
  type Bought,
  CAPACITY,
  codeOf,
  idOf,
  Owner,
  TENANT,
  VERSION,
} from './changing-owner';
import { CHAPTER_START_MS_MAX } from './chapters/chapter';

const DESTINATION = 'abababab-612d-4bcd-a849-c2542a68be12';
/** The Owner, as the directory knows them that the order goes to. */
const THERE = { ...ALICE, tenant: DESTINATION };
const FORBIDDEN = '403 AuthorizationFailed';

describe('an order that goes to another directory', () => {
  let owner: Owner;
  let there: AzureReservationAPI;

  const moved = ({ order }: Bought, by = owner.client) =>
    by.reservationOrder.changeDirectory(order, { destinationTenantId: DESTINATION });
  const ordersOf = async (client: AzureReservationAPI): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const { name = '' } of client.reservationOrder.list()) found.push(name);
    return found;
  };
  const status = async (as: typeof ALICE, method: string, path: string, body?: unknown) =>
    (await owner.chapter.system.ledger(as).send(method, `${CAPACITY}/${path}?${VERSION}`, body))
      .status;

  beforeAll(async () => {
    owner = await Owner.begin('2021-01-15');
    there = owner.chapter.system.client(THERE);
  }, CHAPTER_START_MS_MAX);
  afterAll(() => owner.chapter.system.stop());

  it('names the order and all its reservations', async () => {
    const of = await owner.buys();
    const parts = await owner.splits(of, [1, 3]);
    const line = (id: string, name: string) => ({ id, name, isSucceeded: true });
    const answered = await moved({ ...of, order: of.order.toUpperCase() });
    expect(answered.reservationOrder).toMatchObject(line(of.order, 'Batch'));
    const ids = [of.reservation, ...parts.slice(0, 2).map(idOf)];
    expect(answered.reservations).toMatchObject(ids.map((id) => line(id, 'Batch')));
  });

  it('is shown to nobody of the directory it left, and to its Owner in the new one', async () => {
    const of = await owner.buys();
    expect(await codeOf(there.reservationOrder.get(of.order))).toBe(FORBIDDEN);
    expect(await ordersOf(there)).not.toContain(of.order);
    await moved(of);
    const order = `reservationOrders/${of.order}`;
    const reservation = `${order}/reservations/${of.reservation}`;
    for (const path of [order, `${order}/reservations`, reservation, `${reservation}/revisions`]) {
      expect(await status(ALICE, 'GET', path)).toBe(403);
      expect(await status(THERE, 'GET', path)).toBe(200);
      expect(await status(AUDITOR, 'GET', path)).toBe(200);
    }
    expect(await ordersOf(owner.client)).not.toContain(of.order);
    expect(await ordersOf(there)).toContain(of.order);
    const all: string[] = [];
    for await (const each of there.reservation.listAll()) all.push(idOf(each));
    expect(all).toContain(of.reservation);
    for await (const each of owner.client.reservation.listAll())
      expect(idOf(each)).not.toBe(of.reservation);
  });

  it('is dealt with in the new one alone: an update and a return', async () => {
    const of = await owner.buys();
    await moved(of);
    const reservationToReturn = { reservationId: of.reservation, quantity: 1 };
    const asked = { scope: 'Reservation', reservationToReturn };
    const tries = (by: AzureReservationAPI) => [
      by.reservation.beginUpdateAndWait(of.order, of.reservation, { name: 'B' }),
      by.reservation.beginSplitAndWait(of.order, {
        quantities: [2, 2],
        reservationId: of.reservation,
      }),
      by.calculateRefund.post(of.order, { properties: asked }),
      by.reservation.beginAvailableScopesAndWait(of.order, of.reservation, {
        properties: { scopes: ['a'] },
      }),
      moved(of, by),
    ];
    for (const refused of tries(owner.client)) expect(await codeOf(refused)).toBe(FORBIDDEN);
    await there.reservation.beginUpdateAndWait(of.order, of.reservation, { name: 'B' });
    const { properties } = await there.calculateRefund.post(of.order, { properties: asked });
    // One of four, bought today.
    expect(properties?.billingRefundAmount?.amount).toBe(365);
    const sessionId = properties?.sessionId ?? '';
    const returned = await there.return.beginPostAndWait(of.order, {
      properties: { ...asked, sessionId },
    });
    expect(returned.reservations).toHaveLength(2);
  });

  it('has its return polled where it was asked for, while its session is kept and after', async () => {
    const of = await owner.buys();
    await moved(of);
    const reservationToReturn = { reservationId: of.reservation, quantity: 1 };
    const asked = { scope: 'Reservation', reservationToReturn };
    const { properties } = await there.calculateRefund.post(of.order, { properties: asked });
    const sessionId = properties?.sessionId ?? '';
    await there.return.beginPostAndWait(of.order, { properties: { ...asked, sessionId } });
    const polls = async () => [
      await status(THERE, 'GET', `operationResults/${sessionId}`),
      await status(ALICE, 'GET', `operationResults/${sessionId}`),
    ];
    expect(await polls()).toEqual([200, 403]);
    const client = new Client({ connectionString: owner.chapter.system.databaseUrl });
    await client.connect();
    await client.query('delete from session where id = $1', [sessionId]);
    await client.end();
    expect(await polls()).toEqual([200, 403]);
  });

  it('leaves the cap with the account that bought it', async () => {
    const ledger = owner.chapter.system.ledger(ADMIN);
    const cap = await ledger.get('/billingAccounts/contoso/refundCap');
    // A unit returned in each of the two tests before: 2 × 365.00.
    expect(cap.body).toMatchObject({ used: { currency: 'USD', amount: '730.00' } });
  });

  it('takes away every other Owner', async () => {
    const of = await owner.buys();
    const owners = `/ledger/v1/reservationOrders/${of.order}/owners`;
    const ledger = owner.chapter.system.ledger(ALICE);
    const added = await ledger.send('PUT', `${owners}/${BOB.principal}`);
    expect(added.status).toBe(200);
    await moved(of);
    for (const tenant of [TENANT, DESTINATION])
      expect(await status({ ...BOB, tenant }, 'GET', `reservationOrders/${of.order}`)).toBe(403);
    const listed = await owner.chapter.system.ledger(THERE).get(owners.replace('/ledger/v1', ''));
    expect(listed.body).toEqual({ value: [{ principal: ALICE.principal }] });
  });

  it('stays where it is when it goes there again, and goes back', async () => {
    const of = await owner.buys();
    await moved(of);
    const before = await there.reservationOrder.get(of.order);
    const again = await moved(of, there);
    expect(again.reservationOrder).toMatchObject({ id: of.order, isSucceeded: true });
    expect(await there.reservationOrder.get(of.order)).toEqual(before);
    await there.reservationOrder.changeDirectory(of.order, { destinationTenantId: TENANT });
    expect(await codeOf(owner.client.reservationOrder.get(of.order))).toBe('accepted');
    expect(await codeOf(there.reservationOrder.get(of.order))).toBe(FORBIDDEN);
  });

  it('is answered the same when its mover sends the request again', async () => {
    const of = await owner.buys();
    const ledger = owner.chapter.system.ledger(ALICE);
    const path = `${CAPACITY}/reservationOrders/${of.order}/changeDirectory?${VERSION}`;
    const send = () =>
      ledger.send(
        'POST',
        path,
        { destinationTenantId: DESTINATION },
        { 'x-ms-client-request-id': 'moved' },
      );
    const first = await send();
    expect(first.status).toBe(200);
    // What becomes of it there is not told to the directory that it left.
    const rename = { name: 'Elsewhere' };
    await there.reservation.beginUpdateAndWait(of.order, of.reservation, rename);
    expect((await send()).body).toEqual(first.body);
  });

  it('is refused without a directory, by who is no Owner, and of an order nobody knows', async () => {
    const of = await owner.buys();
    const bob = owner.chapter.system.client(BOB);
    const to = (destinationTenantId: string, order = of.order) =>
      owner.client.reservationOrder.changeDirectory(order, { destinationTenantId });
    expect(await codeOf(to('elsewhere'))).toBe('400 BadRequest');
    expect(await codeOf(moved(of, bob))).toBe(FORBIDDEN);
    expect(await codeOf(to(DESTINATION, 'abababab-612d-4bcd-a849-c2542a68be13'))).toBe(
      '404 ReservationOrderNotFound',
    );
  });
});
