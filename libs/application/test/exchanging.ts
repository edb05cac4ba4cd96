import {
  CalculateExchange,
  CarryOutExchange,
  type ExchangeCalculation,
  type ExchangeRequest,
  LinkSubscription,
  OpenBillingAccount,
} from '#application';
import { billingAccountId, Calendar, Money, subscriptionId } from '#ledger-core';
import {
  admin,
  alice,
  bought,
  d2s,
  done,
  type LedgerWorld,
  ledgerWorld,
  opened,
} from './ledger.world';

export const fabrikam = billingAccountId('fabrikam');
export const theirs = subscriptionId('22222222-2222-4222-8222-222222222222');

/** For three years, upfront: 3,000.00 USD. */
export const threeYears = { ...d2s, term: 'P3Y', billingPlan: 'Upfront', quantity: 1 } as const;

const OTHERS = [
  ['Standard_D2_v3', 'VirtualMachines', '1200.006'],
  ['Cosmos_Units', 'CosmosDb', '5000'],
  ['Bricks', 'Databricks', '9000'],
  ['Huge', 'VirtualMachines', '60000'],
] as const;

/** Two units of a year by the month at 1,200.01 (100.01 and eleven times 100.00), bought on 15 January 2021. */
export async function worldToExchange(currency = 'USD') {
  const world = await ledgerWorld();
  const product = { region: 'westeurope', currency: 'USD', from: '2021-01-01' } as const;
  for (const [skuName, resourceType, price] of OTHERS)
    world.prices.prices.push({ ...product, skuName, resourceType, price, term: 'P1Y' });
  const on = Calendar.day('2021-01-10');
  world.rates.rates.push({ from: 'USD', to: 'EUR', on, rate: '0.8', source: 'test' });
  await opened(world, currency);
  const order = await bought(world);
  return { ...world, order };
}

export type ExchangeWorld = Awaited<ReturnType<typeof worldToExchange>>;

/** One unit of the order for three years, unless said otherwise. */
export function requestOf(
  { order: { orderId, reservationId } }: Pick<ExchangeWorld, 'order'>,
  over: Partial<ExchangeRequest> = {},
): ExchangeRequest {
  return { returns: [{ orderId, reservationId, quantity: 1 }], purchases: [threeYears], ...over };
}

export function calculating(
  world: ExchangeWorld,
  over: Partial<ExchangeRequest> = {},
  caller = alice,
) {
  return world.bus.execute(new CalculateExchange({ request: requestOf(world, over), caller }));
}

export async function calculated(
  world: ExchangeWorld,
  over: Partial<ExchangeRequest> = {},
): Promise<ExchangeCalculation> {
  return done(await calculating(world, over));
}

export function exchanging(
  { bus }: LedgerWorld,
  { sessionId }: Pick<ExchangeCalculation, 'sessionId'>,
  caller = alice,
) {
  return bus.execute(new CarryOutExchange({ sessionId, caller }));
}

/** Another account of alice's tenant, with a subscription of its own. */
export async function alsoFabrikam({ bus, tables }: LedgerWorld, currency = 'USD'): Promise<void> {
  tables.accounts.push(fabrikam);
  const request = {
    billingAccountId: fabrikam,
    agreementType: 'MicrosoftCustomerAgreement' as const,
    currency: Money.currency(currency),
    displayName: 'Fabrikam',
    tenantId: alice.tenantId,
    payment: { method: 'invoice' as const },
  };
  done(await bus.execute(new OpenBillingAccount({ request, caller: admin })));
  const link = { billingAccountId: fabrikam, subscriptionId: theirs, displayName: 'Theirs' };
  done(await bus.execute(new LinkSubscription({ ...link, caller: admin })));
}
