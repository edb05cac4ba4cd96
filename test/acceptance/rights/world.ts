import { z } from 'zod';
import { ADMIN, type As, type LedgerSystem, startLedgerSystem } from '../../support/ledger-system';
import { purchaseOf } from '../opened-account';
import { PRICES } from '../price-list.samples';
import {
  type AccountName,
  ACCOUNTS,
  ALICE,
  CAROL,
  CONTOSO,
  CUSTOMER,
  DAVE,
  NORTHWIND,
} from './principals';

export const CAPACITY = '/providers/Microsoft.Capacity';
export const VERSION = 'api-version=2022-11-01';
export const TODAY = '2021-01-15';
const ACCEPTED_MAX = 299;
/** Each operation is asked once with each bad token. */
const UNAUTHENTICATED = { max: 100_000, seconds: 60 };

export type Held = Readonly<{ order: string; reservation: string }>;

/** What an account has, of which its Owner may do everything. */
export type Estate = Readonly<{
  account: AccountName;
  subscription: string;
  owner: As;
  /** Two units that stay as they are. */
  held: Held;
  /** A split and a merge, as their results are named. */
  changed: Readonly<{ order: string; split: string; merge: string }>;
  /** Of each there is one, for whoever may. */
  returning: Held & Readonly<{ session: string }>;
  exchanging: Readonly<{ session: string }>;
  moving: Held;
}>;

export type World = Readonly<{
  system: LedgerSystem;
  estates: Readonly<Record<AccountName, Estate>>;
}>;

const PARTICULARS: Readonly<Record<AccountName, Readonly<Record<string, unknown>>>> = {
  contoso: { agreementType: 'MicrosoftCustomerAgreement', tenantId: CONTOSO },
  open: { agreementType: 'MicrosoftCustomerAgreement' },
  customer: {
    agreementType: 'MicrosoftPartnerAgreement',
    tenantId: CUSTOMER,
    partnerId: NORTHWIND,
  },
};
const OWNERS: Readonly<Record<AccountName, As>> = { contoso: ALICE, open: ALICE, customer: DAVE };
const SUBSCRIPTIONS: Readonly<Record<AccountName, string>> = {
  contoso: 'c0000000-0000-4000-8000-000000000011',
  open: 'c0000000-0000-4000-8000-000000000012',
  customer: 'c0000000-0000-4000-8000-000000000013',
};

/** A body of Azure's that buys two units of the worked examples' prices. */
export function purchaseBody(subscription: string) {
  const { sku, location, ...properties } = purchaseOf(subscription, 'Standard_Year', {
    quantity: 2,
  });
  return { sku, location, properties };
}

export function reservationId({ order, reservation }: Held): string {
  return `${CAPACITY}/reservationOrders/${order}/reservations/${reservation}`;
}

const bought = z.object({
  properties: z.object({ reservations: z.array(z.object({ id: z.string() })).min(1) }),
});
const quoted = z.object({ properties: z.object({ reservationOrderId: z.string() }) });
const calculated = z.object({ properties: z.object({ sessionId: z.string() }) });
const parts = z.array(z.object({ id: z.string() }));

/** One principal who is let do all that is asked. */
class Hand {
  constructor(
    private readonly system: LedgerSystem,
    private readonly as: As,
  ) {}

  async send(method: string, path: string, body?: unknown) {
    const answer = await this.system.ledger(this.as).send(method, path, body);
    if (answer.status > ACCEPTED_MAX)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  azure(method: string, path: string, body?: unknown) {
    return this.send(method, `${CAPACITY}/${path}?${VERSION}`, body);
  }

  async buys(subscription: string): Promise<Held> {
    const body = purchaseBody(subscription);
    const quote = quoted.parse((await this.azure('POST', 'calculatePrice', body)).body);
    const order = quote.properties.reservationOrderId;
    const done = bought.parse((await this.azure('PUT', `reservationOrders/${order}`, body)).body);
    const [reservation] = done.properties.reservations;
    return { order, reservation: lastOf(reservation?.id) };
  }

  async calculates(held: Held): Promise<string> {
    const properties = {
      scope: 'Reservation',
      reservationToReturn: { reservationId: reservationId(held), quantity: 2 },
    };
    const path = `reservationOrders/${held.order}/calculateRefund`;
    return calculated.parse((await this.azure('POST', path, { properties })).body).properties
      .sessionId;
  }

  async trades(held: Held, subscription: string): Promise<string> {
    const body = exchangeBody(held, subscription);
    const { headers } = await this.azure('POST', 'calculateExchange', body);
    const place = String(headers['azure-asyncoperation']);
    const { body: done } = await this.send('GET', place.slice(this.system.url.length));
    return calculated.parse(done).properties.sessionId;
  }

  async changes(held: Held): Promise<Estate['changed']> {
    const order = `reservationOrders/${held.order}`;
    const split = await this.azure('POST', `${order}/split`, {
      properties: { quantities: [1, 1], reservationId: reservationId(held) },
    });
    const ids = parts
      .parse(split.body)
      .slice(0, 2)
      .map(({ id }) => id.replace(/\/revisions\/.*$/, ''));
    const merge = await this.azure('POST', `${order}/merge`, { properties: { sources: ids } });
    return {
      order: held.order,
      split: changeOf(split.headers['location']),
      merge: changeOf(merge.headers['location']),
    };
  }
}

/** What gives two units back and buys three. */
export function exchangeBody(held: Held, subscription: string) {
  const purchase = purchaseBody(subscription);
  const three = { ...purchase, properties: { ...purchase.properties, quantity: 3 } };
  return {
    properties: {
      reservationsToExchange: [{ reservationId: reservationId(held), quantity: 2 }],
      reservationsToPurchase: [three],
    },
  };
}

function lastOf(id = ''): string {
  return id.split('/').at(-1) ?? '';
}

function changeOf(location: unknown): string {
  return lastOf(String(location).replace(/\?.*$/, ''));
}

async function estateOf(system: LedgerSystem, account: AccountName): Promise<Estate> {
  const [subscription, owner] = [SUBSCRIPTIONS[account], OWNERS[account]];
  const admin = new Hand(system, ADMIN);
  await admin.send('POST', '/ledger/v1/billingAccounts', {
    ...{ id: account, currency: 'USD', displayName: `Account ${account}` },
    payment: { method: 'invoice' },
    ...PARTICULARS[account],
  });
  const link = { subscriptionId: subscription, displayName: 'Production' };
  await admin.send('POST', `/ledger/v1/billingAccounts/${account}/subscriptions`, link);
  const hand = new Hand(system, owner);
  const buys = () => hand.buys(subscription);
  const held = await buys();
  const returning = await buys();
  const owners = `/ledger/v1/reservationOrders/${held.order}/owners/${CAROL.principal}`;
  await hand.send('PUT', owners);
  await hand.send('DELETE', owners);
  return {
    ...{ account, subscription, owner, held },
    moving: await buys(),
    changed: await hand.changes(await buys()),
    returning: { ...returning, session: await hand.calculates(returning) },
    exchanging: { session: await hand.trades(await buys(), subscription) },
  };
}

/** One system, in which everybody has something that others may not see. */
export async function beginWorld(): Promise<World> {
  const system = await startLedgerSystem({
    testClock: `${TODAY}T08:00:00.000Z`,
    unauthenticated: UNAUTHENTICATED,
  });
  try {
    await new Hand(system, ADMIN).send('POST', '/ledger/v1/priceLists', PRICES);
    const [contoso, open, customer] = [
      await estateOf(system, ACCOUNTS[0]),
      await estateOf(system, ACCOUNTS[1]),
      await estateOf(system, ACCOUNTS[2]),
    ];
    return { system, estates: { contoso, open, customer } };
  } catch (error) {
    await system.stop();
    throw error;
  }
}
