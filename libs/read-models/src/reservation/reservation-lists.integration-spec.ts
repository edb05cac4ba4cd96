import { type DataSource } from 'typeorm';
import {
  billingAccountId,
  Calendar,
  principalId,
  reservationOrderId,
  subscriptionId,
  tenantId,
} from '#ledger-core';
import { migratedDatabase } from '../../../../test/support/recorded-story';
import { rowWriterOf, writeMany } from '../../test/reservation-rows';
import { type Reader } from '../schema/rows';
import { ordersAppliedTo } from './applied-reservations.query';
import { displayStateOf, renewStateOf, shownScopeTypeOf } from './displayed-reservation';
import { isOrderSeenBy, type OrderViewer } from './order-viewer';
import { ordersSeenBy } from './order.query';
import { type ReservationField, type ReservationFilter } from './reservation-field';
import {
  reservationCountsSeenBy,
  type ReservationListing,
  reservationsSeenBy,
} from './reservation-list.query';

const TODAY = Calendar.day('2021-12-20');
const ALL: OrderViewer = { sees: 'all' };
const MANY = 3_000;

const guid = (kind: number, n: number): string =>
  `${String(kind).repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const ORDERS = [1, 2, 3, 4, 5, 6].map((n) => guid(1, n));
const [PLAIN = '', OF_TENANT = '', MOVED = '', RENEWED = '', RENEWAL = '', SINGLE = ''] = ORDERS;
const SUBSCRIPTION = guid(3, 1);
const GROUP = `/subscriptions/${SUBSCRIPTION.toUpperCase()}/resourceGroups/builds`;

function owner(principal: string, tenant?: string): OrderViewer {
  return {
    sees: 'owned',
    principal: principalId(principal),
    tenant: tenant === undefined ? undefined : tenantId(tenant),
  };
}

describe('lists of reservations', () => {
  let database: DataSource;
  let reader: Reader;
  const asked: (readonly [statement: string, parameters: readonly unknown[]])[] = [];

  beforeAll(async () => {
    ({ dataSource: database } = await migratedDatabase());
    reader = {
      query: (statement, parameters = []) => {
        asked.push([statement, parameters]);
        return database.query(statement, parameters);
      },
    };
    await seed(database);
  });
  afterAll(() => database.destroy());

  const page = async (viewer: OrderViewer, more: Partial<ReservationListing> = {}) =>
    reservationsSeenBy(reader, viewer, { today: TODAY, skip: 0, take: 100, ...more });
  const names = async (viewer: OrderViewer, more: Partial<ReservationListing> = {}) =>
    (await page(viewer, more)).map(({ displayName }) => displayName);
  const filtered = (field: ReservationField, value: string | number | boolean) =>
    names(owner('alice'), { filter: is(field, value) });

  it('show owners what is theirs in the order’s directory, or else its account’s', async () => {
    const open = ['plain', 'returned', 'old', 'new', 'single', 'group'];
    expect(await names(owner('alice'))).toEqual(open);
    expect(await names(owner('alice', 'tenant-a'))).toEqual([
      'plain',
      'returned',
      'tenant',
      ...open.slice(2),
    ]);
    expect(await names(owner('alice', 'tenant-b'))).toEqual([
      'plain',
      'returned',
      'moved',
      ...open.slice(2),
    ]);
    expect(await names(owner('mallory', 'tenant-a'))).toEqual([]);
    const orders = await ordersSeenBy(reader, owner('alice', 'tenant-b'), { skip: 0, take: 9 });
    expect(orders.map(({ id }) => id)).toEqual([PLAIN, MOVED, RENEWED, RENEWAL, SINGLE]);
  });

  it('show all to whoever sees all, in the order in which they came', async () => {
    expect((await names(ALL)).slice(0, 8)).toEqual([
      ...['plain', 'returned', 'tenant', 'moved', 'old', 'new', 'single', 'group'],
    ]);
    expect(await names(ALL, { skip: 1, take: 2 })).toEqual(['returned', 'tenant']);
  });

  it('count every state of all that is seen, whatever page is read', async () => {
    const counts = await reservationCountsSeenBy(reader, owner('alice'), TODAY);
    // 'plain', 'single' and 'group' end on 2022-01-15; 'new' in 2023.
    expect(counts).toMatchObject({
      Succeeded: 1,
      Expiring: 3,
      Expired: 1,
      Cancelled: 1,
      Failed: 0,
    });
    const all = await reservationCountsSeenBy(reader, ALL, Calendar.day('2021-06-01'));
    expect(all).toMatchObject({ Succeeded: MANY + 6, Expired: 1, Cancelled: 1, Expiring: 0 });
  });

  it.each<readonly [ReservationField, string | number | boolean, readonly string[]]>([
    ['skuName', 'STANDARD_b1ls', ['returned']],
    ['appliedScopeType', 'Single', ['single', 'group']],
    ['archived', true, ['returned']],
    ['displayName', 'plain', ['plain']],
    ['displayName', 'Plain', []],
    ['displayProvisioningState', 'Expiring', ['plain', 'single', 'group']],
    ['effectiveDateTime', '2021-02-03T04:05:06.789Z', ['returned']],
    ['expiryDate', '2023-01-15', ['new']],
    ['expiryDateTime', '2023-01-15T00:00:00Z', ['new']],
    ['provisioningState', 'Expired', ['old']],
    ['quantity', 7, ['returned']],
    ['renew', true, ['old', 'new']],
    ['reservedResourceType', 'SuseLinux', ['new']],
    ['term', 'P3Y', ['single']],
    ['userFriendlyAppliedScopeType', 'ResourceGroup', ['group']],
    ['userFriendlyRenewState', 'Renewed', ['old']],
  ])('are filtered by %s eq %s', async (field, value, found) => {
    expect(await filtered(field, value)).toEqual(found);
  });

  it('join comparisons by and, or and parentheses', async () => {
    const filter: ReservationFilter = {
      join: 'and',
      of: [
        { join: 'or', of: [is('quantity', 7), is('renew', true)] },
        is('provisioningState', 'Succeeded'),
      ],
    };
    expect(await names(owner('alice'), { filter })).toEqual(['new']);
    expect(await names(owner('alice'), { filter, displayState: 'Expired' })).toEqual([]);
    expect(await names(owner('alice'), { displayState: 'Expired' })).toEqual(['old']);
  });

  it('take a quote in a name for what it is', async () => {
    expect(await filtered('displayName', "x' or true --")).toEqual([]);
  });

  it('are sorted by a property, and where that is the same as they came', async () => {
    const sorted = (field: 'quantity' | 'displayProvisioningState', descending: boolean) =>
      names(owner('alice'), { sortBy: { field, descending } });
    const same = ['plain', 'old', 'new', 'single', 'group'];
    expect(await sorted('quantity', true)).toEqual(['returned', ...same]);
    expect(await sorted('quantity', false)).toEqual([...same, 'returned']);
    const states = await sorted('displayProvisioningState', false);
    expect(states).toEqual(['returned', 'old', 'plain', 'single', 'group', 'new']);
  });

  it.each([TODAY, Calendar.day('2022-01-14'), Calendar.day('2022-01-15')])(
    'filter by the same words as are shown: %s',
    async (today) => {
      for (const each of await page(owner('alice', 'tenant-a'), { today })) {
        const shown: readonly (readonly [ReservationField, string])[] = [
          ['displayProvisioningState', displayStateOf(each, today)],
          ['userFriendlyRenewState', renewStateOf(each)],
          ['userFriendlyAppliedScopeType', shownScopeTypeOf(each)],
        ];
        for (const [field, value] of shown) {
          const filter = is(field, value);
          const found = await names(owner('alice', 'tenant-a'), { today, filter });
          expect([field, value, found]).toEqual([
            field,
            value,
            expect.arrayContaining([each.displayName]),
          ]);
        }
      }
    },
  );

  it('R-PUR-6: tell what was bought in place of what', async () => {
    const [old] = await page(owner('alice'), { filter: is('displayName', 'old') });
    const [renewal] = await page(owner('alice'), { filter: is('displayName', 'new') });
    expect(old?.renewDestination).toEqual({ orderId: RENEWAL, reservationId: renewal?.id });
    expect(renewal?.renewSource).toEqual({ orderId: RENEWED, reservationId: old?.id });
    expect(old).not.toHaveProperty('renewSource');
  });

  it('tell the last month of usage, and the name of the subscription in scope', async () => {
    const [single, group] = await page(owner('alice'), {
      filter: is('appliedScopeType', 'Single'),
    });
    expect(single?.usage).toHaveLength(31);
    expect(single?.usage[0]).toEqual({ on: '2021-12-19', usedQuantity: '0.5' });
    expect(group?.usage).toEqual([]);
    expect([single?.scopeName, group?.scopeName]).toEqual(['Production', 'Production']);
  });

  it('of the orders that a subscription can use: shared in its account, or single on it or in it', async () => {
    const of = (viewer: OrderViewer, account: string, skip = 0) =>
      ordersAppliedTo(
        reader,
        { subscription: subscriptionId(SUBSCRIPTION), account: billingAccountId(account) },
        viewer,
        { skip, take: 10 },
      );
    expect(await of(ALL, 'contoso')).toEqual([PLAIN, RENEWAL, SINGLE]);
    expect(await of(owner('alice'), 'contoso', 1)).toEqual([RENEWAL, SINGLE]);
    expect(await of(owner('mallory'), 'contoso')).toEqual([]);
    expect(await of(ALL, 'fabrikam')).toEqual([OF_TENANT, MOVED, SINGLE]);
  });

  it('have an index for each way they are asked for', async () => {
    const plan = async (statement: string, parameters: readonly unknown[]) =>
      JSON.stringify(await database.query(`explain (format json) ${statement}`, [...parameters]));
    const before = asked.length;
    await page(ALL, { take: 50 });
    await page(owner('owner-of-many-7'), { take: 50 });
    await page(ALL, { displayState: 'Expiring', take: 50 });
    await ordersSeenBy(reader, ALL, { skip: 0, take: 50 });
    await ordersSeenBy(reader, owner('owner-of-many-7'), { skip: 0, take: 50 });
    const applied = {
      subscription: subscriptionId(SUBSCRIPTION),
      account: billingAccountId('many-7'),
    };
    await ordersAppliedTo(reader, applied, owner('owner-of-many-7'), { skip: 0, take: 50 });
    await reservationCountsSeenBy(reader, owner('owner-of-many-7'), TODAY);
    const agent: OrderViewer = {
      ...{ sees: 'owned', principal: principalId('pat') },
      ...{ tenant: tenantId('partner-7'), partner: tenantId('partner-7') },
    };
    expect((await page(agent)).length).toBe(10);
    await ordersSeenBy(reader, agent, { skip: 0, take: 50 });
    await ordersAppliedTo(reader, applied, agent, { skip: 0, take: 50 });
    await reservationCountsSeenBy(reader, agent, TODAY);
    await isOrderSeenBy(reader, agent, reservationOrderId(PLAIN));
    const plans = [];
    for (const [statement, parameters] of asked.slice(before))
      plans.push(await plan(statement, parameters));
    const all = plans.join('\n');
    for (const index of [
      ...['reservation_as_they_came', 'reservation_order_as_they_came', 'owner_by_principal'],
      ...['reservation_of_order', 'reservation_of_account', 'reservation_of_single_scope'],
      ...['billing_account_of_partner', 'reservation_order_of_account'],
    ])
      expect(all).toContain(`"${index}"`);
    const scanned = plans.filter((each) => /"Seq Scan".{0,120}"(reservation|owner)/.test(each));
    expect(scanned).toEqual([]);
  });

  it('go on where they were when something was bought in between', async () => {
    const first = await page(ALL, { take: 3 });
    const rows = rowWriterOf(database);
    await rows.order(guid(1, 0), 'contoso', 'alice', { log_position: 90_000 });
    await rows.reservation(guid(2, 0), guid(1, 0), 'contoso', {
      ...{ log_position: 90_000, display_name: 'meanwhile' },
    });
    const second = await page(ALL, { skip: 3, take: MANY + 10 });
    const ids = [...first, ...second].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(second.at(-1)?.displayName).toBe('meanwhile');
  });
});

function is(field: ReservationField, value: string | number | boolean): ReservationFilter {
  return { join: 'none', condition: { field, value } };
}

async function seed(database: DataSource): Promise<void> {
  const rows = rowWriterOf(database);
  await rows.account('contoso');
  await rows.account('fabrikam', 'tenant-a');
  await rows.subscription(SUBSCRIPTION, 'contoso', 'Production');
  const scoped = (scope: string) => ({
    applied_scope: JSON.stringify({ type: 'Single', scopes: [scope] }),
  });
  const bought = async (
    order: string,
    account: string,
    reservations: readonly Readonly<Record<string, unknown>>[],
    more = {},
  ) => {
    const place = ORDERS.indexOf(order) + 1;
    await rows.order(order, account, 'alice', { log_position: place, ...more });
    for (const [n, each] of reservations.entries()) {
      const own = { log_position: place, position: n, ...each };
      await rows.reservation(guid(2, place * 10 + n), order, account, own);
    }
  };
  await bought(PLAIN, 'contoso', [
    { display_name: 'plain' },
    {
      ...{ display_name: 'returned', state: 'Cancelled', quantity: 7, archived: true },
      ...{ sku_name: 'Standard_B1ls', updated_at: '2021-02-03T04:05:06.789Z' },
    },
  ]);
  await bought(OF_TENANT, 'fabrikam', [{ display_name: 'tenant' }]);
  await bought(MOVED, 'fabrikam', [{ display_name: 'moved' }], { tenant_id: 'tenant-b' });
  const ended = { state: 'Expired', expires_on: '2021-12-01', renewed_by: guid(2, 50) };
  await bought(RENEWED, 'contoso', [{ display_name: 'old', renew: true, ...ended }]);
  await bought(RENEWAL, 'contoso', [
    {
      ...{ display_name: 'new', renew: true, expires_on: '2023-01-15' },
      resource_type: 'SuseLinux',
    },
  ]);
  await bought(SINGLE, 'contoso', [
    { display_name: 'single', term: 'P3Y', ...scoped(`/subscriptions/${SUBSCRIPTION}`) },
    { display_name: 'group', ...scoped(GROUP) },
  ]);
  for (let back = 1; back <= 40; back += 1)
    await rows.usage(guid(2, 60), Calendar.addDays(TODAY, -back), '0.5');
  await writeMany(database, MANY);
}
