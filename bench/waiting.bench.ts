import { type AzureReservationAPI } from '@azure/arm-reservations';
import { openProjectionWaiter, openReadModels, type ProjectionWaiter } from '#read-models';
import { type Benchmark, type Effort } from './benchmark';
import { fixed, median, percentile, table } from './figures';
import { BUYER, openAccounts } from './load/accounts';
import { officialClient } from './load/official-client';
import { type BenchedSystem } from './system/benched-system';

/** Operations of each kind in a round. */
const OPERATIONS = 20;
const QUANTITY = 2;
const PROJECTED_WITHIN_MILLISECONDS = 10_000;
/** The worst of so few is said by its upper tenth. */
const NEARLY_ALL = 0.9;

/** From the first byte sent until the client goes on, and until the tables had what it did. */
type Wait = Readonly<{ client: number; projection: number }>;

type Observed = Readonly<{ onResponse: (response: Readonly<{ headers: unknown }>) => void }>;
type Operation = (options: Observed) => Promise<unknown>;

async function waited(waiter: ProjectionWaiter, operation: Operation): Promise<Wait> {
  const began = performance.now();
  let projected: Promise<number> | undefined;
  await operation({
    onResponse: ({ headers }) => {
      projected ??= projectedAt(waiter, headers);
    },
  });
  const client = performance.now() - began;
  if (projected === undefined) throw new Error('The first answer was not seen');
  return { client, projection: (await projected) - began };
}

async function projectedAt(waiter: ProjectionWaiter, headers: unknown): Promise<number> {
  const position = positionIn(headers);
  if (!(await waiter.waitFor(position, PROJECTED_WITHIN_MILLISECONDS)))
    throw new Error(`${position} is not projected`);
  return performance.now();
}

type Headers = Readonly<{ get: (name: string) => string | undefined }>;

function hasHeaders(headers: unknown): headers is Headers {
  return typeof headers === 'object' && headers !== null && 'get' in headers;
}

function positionIn(headers: unknown): bigint {
  const text = hasHeaders(headers) ? headers.get('x-ledger-position') : undefined;
  if (text === undefined) throw new Error('The answer names no position');
  return BigInt(text);
}

/** What the load's accounts buy, as the client takes it. */
function requestOf(subscription: string) {
  return {
    sku: { name: 'Standard_D2s_v3' },
    location: 'westeurope',
    reservedResourceType: 'VirtualMachines',
    billingScopeId: `/subscriptions/${subscription}`,
    term: 'P1Y',
    billingPlan: 'Monthly',
    quantity: QUANTITY,
    displayName: 'Nightly builds',
    appliedScopeType: 'Shared',
    renew: false,
  };
}

type Waits = Readonly<Record<'purchase' | 'exchange' | 'return', Wait[]>>;
type Trading = Readonly<{ client: AzureReservationAPI; waiter: ProjectionWaiter; waits: Waits }>;

/** What an answer must name for the next step. */
function named(text: string | undefined): string {
  if (text === undefined) throw new Error('The answer names nothing to go on with');
  return text;
}

/** @returns the reservation bought. */
async function bought({ client, waiter, waits }: Trading, subscription: string): Promise<string> {
  const request = requestOf(subscription);
  const { properties } = await client.reservationOrder.calculate(request);
  const order = named(properties?.reservationOrderId);
  const wait = await waited(waiter, (options) =>
    client.reservationOrder.beginPurchaseAndWait(order, request, options),
  );
  waits.purchase.push(wait);
  const { reservations } = await client.reservationOrder.get(order);
  return named(reservations?.[0]?.id);
}

/** @returns the same again, bought by an exchange. */
async function exchanged(
  { client, waiter, waits }: Trading,
  { reservationId, subscription }: Readonly<{ reservationId: string; subscription: string }>,
): Promise<string> {
  const request = requestOf(subscription);
  const { quantity } = request;
  const { properties } = await client.calculateExchange.beginPostAndWait({
    properties: {
      reservationsToExchange: [{ reservationId, quantity }],
      reservationsToPurchase: [request],
    },
  });
  const sessionId = named(properties?.sessionId);
  let taken: string | undefined;
  const wait = await waited(waiter, async (options) => {
    const done = await client.exchange.beginPostAndWait({ properties: { sessionId } }, options);
    taken = done.properties?.reservationsToPurchase?.[0]?.reservationId;
  });
  waits.exchange.push(wait);
  return named(taken);
}

async function giveBack(
  { client, waiter, waits }: Trading,
  { reservationId, quantity }: Readonly<{ reservationId: string; quantity: number }>,
): Promise<void> {
  const order = named(/reservationOrders\/([^/]+)/i.exec(reservationId)?.[1]);
  const asked = { scope: 'Reservation', reservationToReturn: { reservationId, quantity } };
  const { properties } = await client.calculateRefund.post(order, { properties: asked });
  const sessionId = named(properties?.sessionId);
  const body = { properties: { ...asked, sessionId, returnReason: 'No longer needed' } };
  const wait = await waited(waiter, (options) =>
    client.return.beginPostAndWait(order, body, options),
  );
  waits.return.push(wait);
}

function rowOf(name: string, waits: readonly Wait[]): readonly string[] {
  const ofClient = waits.map(({ client }) => client);
  const ofProjection = waits.map(({ projection }) => projection);
  const ratios = waits.map(({ client, projection }) => client / projection);
  return [
    name,
    fixed(median(ofProjection), 1),
    fixed(median(ofClient), 1),
    fixed(median(ratios), 2),
    fixed(percentile(ratios, NEARLY_ALL), 2),
  ];
}

async function run(
  system: BenchedSystem,
  { rounds }: Effort,
  print: (line: string) => void,
): Promise<void> {
  const tables = await openReadModels(system.databaseUrl());
  const waiter = openProjectionWaiter({
    databaseUrl: system.databaseUrl(),
    reader: tables,
    onInterruption: (error) => {
      print(`no word of the projection: ${String(error)}`);
    },
  });
  try {
    const accounts = await openAccounts(system, OPERATIONS);
    const client = officialClient(system, await system.token(BUYER));
    const waits: Waits = { purchase: [], exchange: [], return: [] };
    for (let round = 0; round < rounds; round += 1)
      for (const { subscription } of accounts) {
        const trading = { client, waiter, waits };
        const reservationId = await bought(trading, subscription);
        const again = await exchanged(trading, { reservationId, subscription });
        await giveBack(trading, { reservationId: again, quantity: QUANTITY });
      }
    print(
      table(
        ['one at a time', 'projected ms', 'client ms', 'client ÷ projected', 'nine of ten below'],
        Object.entries(waits).map(([name, each]) => rowOf(name, each)),
      ),
    );
  } finally {
    await waiter.close();
    await tables.destroy();
  }
}

export const waiting: Benchmark = {
  name: 'waiting',
  about: 'How long the official client waits for an operation, beside the tables having it',
  run,
};
