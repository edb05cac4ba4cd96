import { CommandBus, CqrsModule, QueryBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import {
  billingAccountId,
  Calendar,
  Money,
  principalId,
  subscriptionId,
  tenantId,
} from '#ledger-core';
import { EventLog, InMemoryEventLog, InMemoryEventStore } from '#event-log';
import { PriceBook } from '#price-list';
import {
  AccountLookup,
  APPLICATION_SERVICES,
  BusinessClock,
  CalculatePrice,
  CalculateRefund,
  COMMAND_HANDLERS,
  DailyRun,
  DueAccounts,
  ExchangeRateBook,
  LinkSubscription,
  OpenBillingAccount,
  type OpenBillingAccountRequest,
  type Outcome,
  ParkedStreams,
  PolicyTermsBook,
  ProgramTransfers,
  Projection,
  PurchaseReservation,
  type PurchaseRequest,
  ReturnReservation,
  RunJournal,
  SessionStore,
  UsageBook,
  WorkLocks,
} from '#application';
import { MemoryRates, MemoryTerms, MemoryUsage } from './books-on-memory';
import { FaultyEventLog } from './faulty.event-log';
import { FixedBusinessClock } from './fixed.business-clock';
import { MemoryParkedStreams } from './parked-on-memory';
import {
  FixedPriceBook,
  LogAsTables,
  MemoryLocks,
  MemoryRunJournal,
  MemorySessions,
} from './ports-on-memory';

export const admin = { id: principalId('admin'), roles: ['Ledger.Admin'] };
export const alice = {
  id: principalId('alice@contoso.example'),
  tenantId: tenantId('contoso-tenant'),
  roles: [],
};
export const mallory = { ...alice, id: principalId('mallory@contoso.example') };
/** Somebody else, whom another tenant knows by the same name. */
export const namesake = { ...alice, tenantId: tenantId('fabrikam-tenant') };
export const contoso = billingAccountId('contoso');
export const subscription = subscriptionId('11111111-1111-4111-8111-111111111111');

export const d2s: PurchaseRequest = {
  skuName: 'Standard_D2s_v3',
  location: 'westeurope',
  billingSubscriptionId: subscription,
  term: 'P1Y',
  billingPlan: 'Monthly',
  quantity: 2,
  appliedScopeType: 'Shared',
  appliedScopes: [],
  renew: false,
};

/** One process with the whole application, on a log and sessions that several may share. */
export async function ledgerWorld(
  at = '2021-01-15T10:00:00Z',
  shared: Readonly<{ store: InMemoryEventStore; sessions: MemorySessions }> = {
    store: new InMemoryEventStore(),
    sessions: new MemorySessions(),
  },
) {
  const log = new FaultyEventLog(new InMemoryEventLog(shared.store));
  const tables = new LogAsTables(new InMemoryEventLog(shared.store));
  tables.accounts = [contoso];
  tables.subscriptions = [subscription];
  const clock = new FixedBusinessClock(at);
  tables.today = async () => Calendar.dayOf(await clock.now());
  const prices = new FixedPriceBook();
  const locks = new MemoryLocks();
  const parked = new MemoryParkedStreams();
  const journal = new MemoryRunJournal();
  const terms = new MemoryTerms();
  const rates = new MemoryRates();
  const usage = new MemoryUsage();
  prices.prices = [
    { ...product('P1Y'), currency: 'USD', price: '1200.006', from: '2021-01-01' },
    { ...product('P3Y'), currency: 'USD', price: '3000', from: '2021-01-01' },
  ];
  const testing = await Test.createTestingModule({
    imports: [CqrsModule.forRoot()],
    providers: [
      ...COMMAND_HANDLERS,
      ...APPLICATION_SERVICES,
      { provide: EventLog, useValue: log },
      { provide: BusinessClock, useValue: clock },
      { provide: PriceBook, useValue: prices },
      { provide: SessionStore, useValue: shared.sessions },
      { provide: AccountLookup, useValue: tables.lookup },
      { provide: Projection, useValue: tables.projection },
      { provide: DueAccounts, useValue: tables.due },
      { provide: ProgramTransfers, useValue: tables.transfers },
      { provide: WorkLocks, useValue: locks },
      { provide: ParkedStreams, useValue: parked },
      { provide: RunJournal, useValue: journal },
      { provide: PolicyTermsBook, useValue: terms },
      { provide: ExchangeRateBook, useValue: rates },
      { provide: UsageBook, useValue: usage },
    ],
  }).compile();
  await testing.init();
  const bus = testing.get(CommandBus);
  const queries = testing.get(QueryBus);
  const dailyRun = testing.get(DailyRun);
  const books = { prices, terms, rates, usage };
  return { bus, queries, dailyRun, log, tables, clock, locks, journal, ...books, shared };
}

export type LedgerWorld = Awaited<ReturnType<typeof ledgerWorld>>;

function product(term: 'P1Y' | 'P3Y') {
  return {
    resourceType: 'VirtualMachines' as const,
    skuName: 'Standard_D2s_v3',
    region: 'westeurope',
    term,
  };
}

/** An account of contoso's tenant that pays by invoice in USD, with one subscription. */
export async function opened(
  { bus }: LedgerWorld,
  currency = 'USD',
  tenant: Pick<OpenBillingAccountRequest, 'tenantId'> = { tenantId: alice.tenantId },
): Promise<void> {
  const request = {
    billingAccountId: contoso,
    agreementType: 'MicrosoftCustomerAgreement' as const,
    currency: Money.currency(currency),
    displayName: 'Contoso',
    ...tenant,
    payment: { method: 'invoice' as const },
  };
  done(await bus.execute(new OpenBillingAccount({ request, caller: admin })));
  const link = { billingAccountId: contoso, subscriptionId: subscription, displayName: 'Main' };
  done(await bus.execute(new LinkSubscription({ ...link, caller: admin })));
}

export async function quoted({ bus }: LedgerWorld, over: Partial<PurchaseRequest> = {}) {
  const request = { ...d2s, ...over };
  return done(await bus.execute(new CalculatePrice({ request, caller: alice })));
}

export async function bought(world: LedgerWorld, over: Partial<PurchaseRequest> = {}) {
  const { orderId } = await quoted(world, over);
  const request = { ...d2s, ...over };
  return done(
    await world.bus.execute(new PurchaseReservation({ orderId, request, caller: alice })),
  );
}

export async function previewedRefund(
  { bus }: LedgerWorld,
  { orderId, reservationId }: Awaited<ReturnType<typeof bought>>,
  quantity = 1,
) {
  const command = new CalculateRefund({ orderId, reservationId, quantity, caller: alice });
  return done(await bus.execute(command));
}

export function returnOf(
  { orderId, reservationId, sessionId, quantity }: Awaited<ReturnType<typeof previewedRefund>>,
  over: Partial<ReturnReservation['input']> = {},
): ReturnReservation {
  return new ReturnReservation({
    ...{ orderId, reservationId, sessionId, quantity, caller: alice },
    ...over,
  });
}

export function usd(amount: string): Money.Money {
  return Money.money(Money.USD, amount);
}

export const day = (text: string) => Calendar.day(text);

/** The answer of a command that was carried out. */
export function done<Answer>(outcome: Outcome<Answer>): Answer {
  if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.answer;
}
