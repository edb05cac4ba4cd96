import { type Provider } from '@nestjs/common';
import { type DataSource } from 'typeorm';
import {
  AccountLookup,
  APPLICATION_SERVICES,
  BusinessClock,
  COMMAND_HANDLERS,
  DueAccounts,
  ExchangeRateBook,
  MachineBusinessClock,
  ParkedStreams,
  PolicyTermsBook,
  PostgresAccountLookup,
  PostgresDueAccounts,
  PostgresExchangeRateBook,
  PostgresParkedStreams,
  PostgresPolicyTermsBook,
  PostgresProgramTransfers,
  PostgresRunJournal,
  PostgresSessionStore,
  PostgresUsageBook,
  PostgresWorkLocks,
  ProgramTransfers,
  Projection,
  RunJournal,
  SessionStore,
  TestBusinessClock,
  UsageBook,
  WorkLocks,
} from '#application';
import { Calendar } from '#ledger-core';
import { EventLog } from '#event-log';
import { type ApiConfiguration, type Logger, type MachineClock } from '#platform';
import { Catalogue, PostgresCatalogue, PostgresPriceBook, PriceBook } from '#price-list';
import { type ProjectionWaiter, storedBusinessClock } from '#read-models';
import { LoggedRuns } from './logged-runs';

type Stores = Readonly<{
  tables: DataSource;
  log: EventLog;
  waiter: ProjectionWaiter;
  business: BusinessClock;
  machine: MachineClock;
  logger: Logger;
}>;

/** Business time as configured. A test clock that stands later than it was started with, or is given up, is said. */
export async function openBusinessClock(
  { testClock }: Pick<ApiConfiguration, 'testClock'>,
  {
    tables,
    machine,
    logger,
  }: Readonly<{ tables: DataSource; machine: MachineClock; logger: Logger }>,
): Promise<BusinessClock> {
  if (testClock === undefined) {
    const stored = await storedBusinessClock(tables);
    if (stored?.isTest === true)
      logger.warn(
        { testClock: stored.now },
        'business time was a test clock and goes on with the machine',
      );
    return MachineBusinessClock.open(tables, machine);
  }
  const clock = await TestBusinessClock.open(tables, Calendar.instant(testClock));
  const { startedAt } = clock;
  logger.warn({ testClock, startedAt }, 'business time is a test clock');
  if (startedAt > testClock)
    logger.warn({ startedAt }, 'the test clock had been set later than asked for: that holds');
  return clock;
}

/** The handlers of every command, and the ports they stand on. */
export function applicationProviders(stores: Stores): Provider[] {
  const { tables, log, waiter, business, machine, logger } = stores;
  const runs = new PostgresRunJournal(tables, (error) => {
    logger.warn({ err: error }, 'how far a daily run is could not be written');
  });
  return [
    ...COMMAND_HANDLERS,
    ...APPLICATION_SERVICES,
    { provide: EventLog, useValue: log },
    { provide: BusinessClock, useValue: business },
    { provide: Projection, useValue: waiter },
    { provide: SessionStore, useValue: new PostgresSessionStore(tables) },
    { provide: AccountLookup, useValue: new PostgresAccountLookup(tables, business) },
    { provide: DueAccounts, useValue: new PostgresDueAccounts(tables) },
    { provide: ProgramTransfers, useValue: new PostgresProgramTransfers(tables) },
    { provide: RunJournal, useValue: new LoggedRuns(runs, machine, logger) },
    { provide: ParkedStreams, useValue: new PostgresParkedStreams(tables, waiter.parked) },
    { provide: WorkLocks, useValue: new PostgresWorkLocks(tables) },
    { provide: PriceBook, useValue: new PostgresPriceBook(tables) },
    { provide: Catalogue, useValue: new PostgresCatalogue(tables) },
    { provide: PolicyTermsBook, useValue: new PostgresPolicyTermsBook(tables) },
    { provide: ExchangeRateBook, useValue: new PostgresExchangeRateBook(tables) },
    { provide: UsageBook, useValue: new PostgresUsageBook(tables) },
  ];
}
