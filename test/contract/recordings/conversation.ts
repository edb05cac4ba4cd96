import { priceListRow } from '../../support/price-list-row';
import { ADMIN, type As, type LedgerSystem, startLedgerSystem } from '../../support/ledger-system';
import { Replay } from './replay';

export const ALICE: As = { principal: 'alice@contoso.example' };
/** As recorded: of the purchases, and of everything in which the recording hides it. */
const RECORDED_SUBSCRIPTIONS = [
  'b0f278e1-1f18-4378-84d7-b44dfa708665',
  '00000000-0000-0000-0000-000000000000',
];
export const SUBSCRIPTION = 'dddddddd-612d-4bcd-a849-c2542a68be01';

const TODAY = '2023-03-06';
const YEARS: Readonly<Record<string, number>> = { '1 Year': 1, '3 Years': 3 };
const YEARLY_PRICE = 120;
/** What the recorded conversations buy. */
const PRODUCTS: readonly (readonly [sku: string, ...regions: readonly string[]])[] = [
  ['Standard_B1ls', 'westus', 'uksouth', 'eastus'],
  ['Standard_B1s', 'uksouth', 'eastus'],
  ['Standard_B2s', 'eastus'],
  ['Standard_D1_v2', 'uksouth'],
];
const SUSE = 'sles_standard_1-2_vcpu_vm';
/** So many that the catalogue of one region has two pages, as the recorded one. */
const MORE_PRODUCTS = 50;

function priceRow(
  armSkuName: string,
  armRegionName: string,
  reservationTerm: string,
  more: object = {},
): object {
  const retailPrice = YEARLY_PRICE * (YEARS[reservationTerm] ?? 0);
  const place = { armRegionName, location: armRegionName };
  return priceListRow({ armSkuName, reservationTerm, retailPrice }, { ...place, ...more });
}

function priceRows(): readonly object[] {
  const terms = Object.keys(YEARS);
  const more = Array.from({ length: MORE_PRODUCTS }, (_, at) => [`Standard_M${at}`, 'westus']);
  const machines = [...PRODUCTS, ...more].flatMap(([sku = '', ...regions]) =>
    regions.flatMap((region) => terms.map((term) => priceRow(sku, region, term))),
  );
  const suse = { reservedResourceType: 'SuseLinux', productName: 'SUSE Linux Enterprise Server' };
  return [...machines, ...terms.map((term) => priceRow(SUSE, 'global', term, suse))];
}

/** The guid of an id. */
export function nameIn(id: string | undefined): string {
  return id?.split('/').at(-1) ?? '';
}

export type Bought = Readonly<{ order: string; reservation: string }>;

type Wish = Readonly<{
  as?: As;
  term?: 'P1Y' | 'P3Y';
  sku?: string;
  location?: string;
  quantity?: number;
  billingPlan?: 'Upfront' | 'Monthly';
  displayName?: string;
  reservedResourceType?: string;
  /** Usage of it is reported on the day it is bought. */
  isUsed?: boolean;
}>;

export const SUSE_WISH = {
  sku: SUSE,
  location: 'global',
  reservedResourceType: 'SuseLinux',
} as const;

/** A ledger in which what was recorded can be said again. */
export type Conversation = Readonly<{
  system: LedgerSystem;
  replay: (as?: As) => Replay;
  buy: (wish?: Wish) => Promise<Bought>;
  giveBack: (bought: Bought, quantity: number) => Promise<void>;
}>;

async function giveBack(system: LedgerSystem, of: Bought, quantity: number): Promise<void> {
  const client = system.client(ALICE);
  const reservationId = `/providers/Microsoft.Capacity/reservationOrders/${of.order}/reservations/${of.reservation}`;
  const returned = { scope: 'Reservation', reservationToReturn: { reservationId, quantity } };
  const { properties } = await client.calculateRefund.post(of.order, { properties: returned });
  await client.return.beginPostAndWait(of.order, {
    properties: { ...returned, sessionId: properties?.sessionId ?? '', returnReason: 'testing' },
  });
}

const USUAL = {
  as: ALICE,
  sku: 'Standard_B1ls',
  isUsed: false,
  location: 'uksouth',
  reservedResourceType: 'VirtualMachines',
  term: 'P1Y',
  billingPlan: 'Monthly',
  quantity: 3,
  displayName: 'Bought before',
  appliedScopeType: 'Shared',
} as const;

async function reportUsage(system: LedgerSystem, reservationId: string): Promise<void> {
  const days = [{ reservationId, on: TODAY, usedQuantity: '1' }];
  const reported = await system.ledger(ADMIN).post('/billingAccounts/contoso/usage', { days });
  expect(reported.status).toBeLessThan(300);
}

async function buy(system: LedgerSystem, wish: Wish): Promise<Bought> {
  const { as, sku, isUsed, ...more } = { ...USUAL, ...wish };
  const client = system.client(as).reservationOrder;
  const request = { ...more, sku: { name: sku }, billingScopeId: SUBSCRIPTION };
  const quote = await client.calculate(request);
  const order = quote.properties?.reservationOrderId ?? '';
  const { reservations = [] } = await client.beginPurchaseAndWait(order, request);
  const reservation = nameIn(reservations[0]?.id);
  if (isUsed) await reportUsage(system, reservation);
  return { order, reservation };
}

export async function startConversation(): Promise<Conversation> {
  const system = await startLedgerSystem({ testClock: `${TODAY}T08:00:00.000Z` });
  const ledger = system.ledger(ADMIN);
  const account = {
    id: 'contoso',
    agreementType: 'MicrosoftCustomerAgreement',
    currency: 'USD',
    displayName: 'Contoso',
    payment: { method: 'invoice' },
  };
  const opened = await ledger.post('/billingAccounts', account);
  const linked = await ledger.post('/billingAccounts/contoso/subscriptions', {
    subscriptionId: SUBSCRIPTION,
    displayName: 'Production',
  });
  const priced = await ledger.post('/priceLists', { Items: priceRows() });
  expect([opened, linked, priced].map(({ status }) => status)).toEqual([201, 201, 200]);
  return {
    system,
    buy: (wish = {}) => buy(system, wish),
    giveBack: (bought, quantity) => giveBack(system, bought, quantity),
    replay: (as = ALICE) => {
      const replay = new Replay(system.ledger(as));
      for (const recorded of RECORDED_SUBSCRIPTIONS) replay.know(recorded, SUBSCRIPTION);
      return replay;
    },
  };
}
