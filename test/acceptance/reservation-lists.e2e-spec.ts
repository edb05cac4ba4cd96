import { type ReservationResponse } from '@azure/arm-reservations';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount, purchaseOf } from './opened-account';

const START_MS_MAX = 60_000;
const SUBSCRIPTION = 'f0f0f0f0-612d-4bcd-a849-c2542a68be01';
const OTHER = 'f0f0f0f0-612d-4bcd-a849-c2542a68be02';
const FOREIGN = 'f0f0f0f0-612d-4bcd-a849-c2542a68be03';
const TENANT = 'f0f0f0f0-612d-4bcd-a849-c2542a68be99';
const ALICE = { principal: 'alice@contoso.example' };
const BOB = { principal: 'bob@contoso.example' };
const RESERVATIONS = '/providers/Microsoft.Capacity/reservations?api-version=2022-11-01';

describe('the lists of reservations', () => {
  let system: LedgerSystem;
  const orders: string[] = [];

  const bought = async (as: typeof ALICE, more: Readonly<Record<string, unknown>>) => {
    const request = purchaseOf(SUBSCRIPTION, 'Standard_Year', more);
    const { reservationOrder } = system.client(as);
    const quote = await reservationOrder.calculate(request);
    const id = quote.properties?.reservationOrderId ?? '';
    await reservationOrder.beginPurchaseAndWait(id, request);
    return id;
  };
  const listed = async (as: typeof ALICE, options: object = {}) => {
    const found: ReservationResponse[] = [];
    for await (const each of system.client(as).reservation.listAll(options)) found.push(each);
    return found;
  };
  const names = async (options: object = {}) =>
    (await listed(ALICE, options)).map(({ properties }) => properties?.displayName);
  const answered = (as: typeof ALICE, path: string) => system.ledger(as).send('GET', path);

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    await openAccount(system, 'contoso', SUBSCRIPTION);
    await system.ledger(ADMIN).post('/billingAccounts/contoso/subscriptions', {
      ...{ subscriptionId: OTHER, displayName: 'Builds' },
    });
    await openAccount(system, 'fabrikam', FOREIGN, { tenantId: TENANT });
    orders.push(await bought(ALICE, { displayName: 'first', quantity: 2 }));
    const single = { appliedScopeType: 'Single', appliedScopes: [`/subscriptions/${OTHER}`] };
    orders.push(await bought(ALICE, { displayName: 'second', ...single, renew: true }));
    orders.push(await bought(ALICE, { displayName: "third's", quantity: 3 }));
    orders.push(await bought(BOB, { displayName: 'of Bob' }));
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('show each principal what is theirs, and Admin and Auditor all', async () => {
    expect(await names()).toEqual(['first', 'second', "third's"]);
    expect(await listed(BOB)).toHaveLength(1);
    expect(await listed({ principal: 'mallory@contoso.example' })).toEqual([]);
    expect(await listed(ADMIN)).toHaveLength(4);
    expect(await listed(AUDITOR)).toHaveLength(4);
  });

  it('page as they are asked to, each page with the rest of the question', async () => {
    const options = {
      take: 1,
      filter: 'properties/archived eq false',
      orderby: 'properties/quantity desc',
    };
    expect(await names(options)).toEqual(["third's", 'first', 'second']);
    const pages = system.client(ALICE).reservation.listAll({ take: 2 }).byPage();
    const sizes = [];
    for await (const page of pages) sizes.push(page.length);
    expect(sizes).toEqual([2, 1]);
    const { body } = await answered(ALICE, `${RESERVATIONS}&take=1&selectedState=Succeeded`);
    expect(body).toMatchObject({
      nextLink: `${system.url}/providers/Microsoft.Capacity/reservations?api-version=2022-11-01&take=1&selectedState=Succeeded&%24skiptoken=1`,
      summary: { succeededCount: 3, expiringCount: 0, cancelledCount: 0 },
    });
    expect(await names({ skiptoken: 2 })).toEqual(["third's"]);
  });

  it('are filtered and sorted by what they show', async () => {
    expect(await names({ filter: "properties/displayName eq 'third''s'" })).toEqual(["third's"]);
    expect(
      await names({ filter: "sku/name eq 'standard_year' and properties/renew eq true" }),
    ).toEqual(['second']);
    expect(await names({ filter: 'quantity eq 2 or quantity eq 3' })).toEqual(['first', "third's"]);
    expect(await names({ selectedState: 'Cancelled' })).toEqual([]);
  });

  it.each([
    ['$filter', "$filter=properties/colour eq 'red'", 'sku/name'],
    ['$filter', '$filter=quantity gt 3', 'eq'],
    ['$orderby', '$orderby=colour', 'properties/displayName'],
    ['selectedState', 'selectedState=Poem', 'Succeeded'],
    ['take', 'take=-1', 'whole number'],
    ['$skiptoken', '$skiptoken=somewhere', 'whole number'],
  ])('refuse a %s that they do not know, and name it', async (target, query, accepted) => {
    const { status, body } = await answered(ALICE, encodeURI(`${RESERVATIONS}&${query}`));
    const message: unknown = expect.stringContaining(accepted);
    expect({ status, body }).toEqual({
      status: 400,
      body: { error: { code: 'BadRequest', message, target } },
    });
  });

  it('show a reservation whole', async () => {
    const [, second] = await listed(ALICE);
    const id = second?.name ?? '';
    expect(second).toMatchObject({
      id: `/providers/microsoft.capacity/reservationOrders/${orders[1]}/reservations/${id}`,
      properties: {
        appliedScopeProperties: {
          subscriptionId: `/subscriptions/${OTHER}`,
          displayName: 'Builds',
        },
        displayProvisioningState: 'Succeeded',
        userFriendlyRenewState: 'On',
        userFriendlyAppliedScopeType: 'Single',
      },
    });
    const { reservation } = system.client(ALICE);
    const expanded = await reservation.get(orders[1] ?? '', id, { expand: 'renewProperties' });
    expect(expanded.properties?.renewProperties?.purchaseProperties).toMatchObject({
      sku: { name: 'Standard_Year' },
      term: 'P1Y',
      renew: true,
    });
    expect((await reservation.get(orders[1] ?? '', id)).properties).not.toHaveProperty(
      'renewProperties',
    );
  });

  it('tell a subscription which orders it can use', async () => {
    const applied = async (as: typeof ALICE, subscription: string) =>
      (await system.client(as).getAppliedReservationList(subscription)).reservationOrderIds?.value;
    const named = (...ids: readonly (string | undefined)[]) =>
      ids.map((id) => `/providers/Microsoft.Capacity/reservationorders/${id}`);
    expect(await applied(ALICE, SUBSCRIPTION)).toEqual(named(orders[0], orders[2]));
    expect(await applied(ALICE, OTHER)).toEqual(named(...orders.slice(0, 3)));
    expect(await applied(ADMIN, SUBSCRIPTION)).toEqual(named(orders[0], orders[2], orders[3]));
    await expect(applied(ALICE, TENANT)).rejects.toMatchObject({ code: 'InvalidSubscriptionId' });
    await expect(applied(ALICE, FOREIGN)).rejects.toMatchObject({ code: 'AuthorizationFailed' });
  });

  it('tell what the provider can be asked to do', async () => {
    const operations = [];
    for await (const each of system.client(ALICE).operation.list()) operations.push(each);
    expect(operations).toContainEqual(
      expect.objectContaining({
        name: 'Microsoft.Capacity/reservations/read',
        isDataAction: false,
      }),
    );
  });

  it('of orders go on from where they are told to', async () => {
    const path = '/providers/Microsoft.Capacity/reservationOrders?api-version=2022-11-01';
    const { body } = await answered(ALICE, `${path}&$skiptoken=1`);
    const value = orders.slice(1, 3).map((name) => expect.objectContaining({ name }) as unknown);
    expect(body).toEqual({ value });
    expect((await answered(ALICE, `${path}&$skiptoken=no`)).status).toBe(400);
  });

  it('show how much was used of what usage was reported for', async () => {
    expect((await system.setClock('2021-01-20T00:00:00.000Z')).status).toBe(200);
    const [first] = await listed(ALICE);
    const days = [{ reservationId: first?.name, on: '2021-01-19', usedQuantity: '2' }];
    const reported = await system.ledger(ADMIN).post('/billingAccounts/contoso/usage', { days });
    expect(reported.status).toBeLessThan(300);
    const [used, unused] = await listed(ALICE);
    // Both units on one day: all of a day, a seventh of a week, a thirtieth of a month.
    expect(used?.properties?.utilization).toEqual({
      trend: '',
      aggregates: [
        { grain: 1, grainUnit: 'days', value: 100, valueUnit: 'percentage' },
        { grain: 7, grainUnit: 'days', value: 14.29, valueUnit: 'percentage' },
        { grain: 30, grainUnit: 'days', value: 3.33, valueUnit: 'percentage' },
      ],
    });
    expect(unused?.properties).not.toHaveProperty('utilization');
  });

  it('count as expiring what ends within thirty days, and then as expired', async () => {
    expect((await system.setClock('2021-12-20T00:00:00.000Z')).status).toBe(200);
    const summary = async () => (await answered(ALICE, RESERVATIONS)).body;
    expect(await summary()).toMatchObject({ summary: { expiringCount: 3, succeededCount: 0 } });
    expect((await system.setClock('2022-01-15T00:00:00.000Z')).status).toBe(200);
    // 'second' was bought again on the day it ended.
    expect(await summary()).toMatchObject({ summary: { expiredCount: 3, succeededCount: 1 } });
    const [old] = await listed(ALICE, { filter: "userFriendlyRenewState eq 'Renewed'" });
    const [renewal] = await listed(ALICE, { selectedState: 'Succeeded' });
    expect(old?.properties?.renewDestination).toContain(renewal?.name);
    expect(renewal?.properties?.renewSource).toContain(old?.name);
  });
});
