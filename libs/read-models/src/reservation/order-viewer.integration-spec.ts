import { type DataSource } from 'typeorm';
import { Calendar, principalId, reservationOrderId, tenantId } from '#ledger-core';
import { migratedDatabase } from '../../../../test/support/recorded-story';
import { rowWriterOf } from '../../test/reservation-rows';
import { isOrderSeenBy, type OrderViewer } from './order-viewer';
import { ordersSeenBy } from './order.query';
import { reservationCountsSeenBy, reservationsSeenBy } from './reservation-list.query';

const TODAY = Calendar.day('2021-12-20');

const guid = (kind: number, n: number): string =>
  `${String(kind).repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Every kind of account, with every kind of owner there is on it: each order is named for both. */
const ACCOUNTS = {
  open: [undefined, undefined],
  'of-x': ['tenant-x', undefined],
  'of-x-by-p': ['tenant-x', 'tenant-p'],
  'open-by-p': [undefined, 'tenant-p'],
} as const;
const OWNERS = { any: undefined, bound: 'tenant-x', agent: 'tenant-p' } as const;
const NAMES = Object.keys(ACCOUNTS).flatMap((account) =>
  [...Object.keys(OWNERS), 'moved'].map((owner) => `${account} ${owner}`),
);
const orderOf = (name: string): string => guid(1, NAMES.indexOf(name) + 1);

function viewer(principal: string, tenant?: string, partner?: string): OrderViewer {
  return {
    sees: 'owned',
    principal: principalId(principal),
    tenant: tenant === undefined ? undefined : tenantId(tenant),
    partner: partner === undefined ? undefined : tenantId(partner),
  };
}

describe('R-ACC-1, R-ACC-2: the orders that somebody sees', () => {
  let database: DataSource;

  beforeAll(async () => {
    ({ dataSource: database } = await migratedDatabase());
    const rows = rowWriterOf(database);
    for (const [account, [tenant, partner]] of Object.entries(ACCOUNTS)) {
      await rows.account(account, tenant, partner);
      for (const name of NAMES.filter((each) => each.startsWith(`${account} `))) {
        const order = orderOf(name);
        const place = NAMES.indexOf(name) + 1;
        const directory = name.endsWith('moved') ? { tenant_id: 'tenant-y' } : {};
        // Of everything bob is an Owner too, whose tenant nobody knows.
        await rows.order(order, account, 'bob', { log_position: place, ...directory });
        const bound = Object.entries(OWNERS).find(([owner]) => name.endsWith(` ${owner}`));
        await rows.owner(order, 'alice', bound?.[1]);
        await rows.reservation(guid(2, place), order, account, {
          ...{ log_position: place, display_name: name },
        });
      }
    }
  });
  afterAll(() => database.destroy());

  const open = (...owners: readonly string[]) => [
    ...owners.map((owner) => `open ${owner}`),
    ...owners.map((owner) => `open-by-p ${owner}`),
  ];
  const ofX = (...owners: readonly string[]) => [
    ...owners.map((owner) => `of-x ${owner}`),
    ...owners.map((owner) => `of-x-by-p ${owner}`),
  ];
  const MOVED = Object.keys(ACCOUNTS).map((account) => `${account} moved`);
  const BY_P = ['of-x-by-p', 'open-by-p'].flatMap((account) =>
    Object.keys(OWNERS).map((owner) => `${account} ${owner}`),
  );

  it.each<readonly [string, OrderViewer, readonly string[]]>([
    [
      'of the tenant',
      viewer('alice', 'tenant-x'),
      [...open('any', 'bound'), ...ofX('any', 'bound')],
    ],
    ['a namesake in another tenant', viewer('alice', 'tenant-z'), open('any')],
    ['a namesake in no tenant', viewer('alice'), open('any')],
    [
      'of the directory that orders went to',
      viewer('alice', 'tenant-y'),
      [...open('any'), ...MOVED],
    ],
    ['an Owner of no known tenant', viewer('bob', 'tenant-z'), open('any', 'bound', 'agent')],
    ['of the partner’s tenant, but no agent', viewer('alice', 'tenant-p'), open('any', 'agent')],
    [
      'an Owner who is the partner’s agent',
      viewer('alice', 'tenant-p', 'tenant-p'),
      [...open('any', 'agent'), ...BY_P],
    ],
    ['an agent who owns nothing', viewer('pat', 'tenant-p', 'tenant-p'), BY_P],
    ['an agent of another partner', viewer('pat', 'tenant-q', 'tenant-q'), []],
    [
      'an Owner who is an agent of another partner',
      viewer('alice', 'tenant-q', 'tenant-q'),
      open('any'),
    ],
    ['nobody’s Owner', viewer('mallory', 'tenant-x'), []],
    ['who sees all', { sees: 'all' }, NAMES],
  ])('%s', async (_, who, expected) => {
    const names = NAMES.filter((name) => expected.includes(name));
    const page = { skip: 0, take: 100 };
    const orders = await ordersSeenBy(database, who, page);
    expect(orders.map(({ id }) => id)).toEqual(names.map(orderOf));
    const reservations = await reservationsSeenBy(database, who, { today: TODAY, ...page });
    expect(reservations.map(({ displayName }) => displayName)).toEqual(names);
    const { Expiring } = await reservationCountsSeenBy(database, who, TODAY);
    expect(Expiring).toBe(names.length);
    const alone = [];
    for (const name of NAMES)
      if (await isOrderSeenBy(database, who, reservationOrderId(orderOf(name)))) alone.push(name);
    expect(alone).toEqual(names);
  });
});
