import { type Provider } from '@nestjs/common';
import { EventLog } from '#event-log';
import { PriceBook } from '#price-list';
import { type ProjectionWaiter, type Reader } from '#read-models';
import { APPLICATION_SERVICES, COMMAND_HANDLERS } from './handlers';
import { AccountLookup } from './ports/account-lookup.port';
import { BusinessClock } from './ports/business-clock.port';
import { DueAccounts, WorkLocks } from './ports/due-work.port';
import { Projection } from './ports/projection.port';
import { SessionStore } from './ports/session-store.port';
import {
  PostgresAccountLookup,
  PostgresDueAccounts,
  PostgresSessionStore,
  PostgresWorkLocks,
  type Transactions,
} from './tables/postgres-ports';

/** What the application stands on; whoever opened it closes it. */
export type ApplicationParts = Readonly<{
  log: EventLog;
  /** The tables: a data source. */
  tables: Reader & Transactions;
  waiter: Pick<ProjectionWaiter, 'waitFor'>;
  clock: BusinessClock;
  prices: PriceBook;
}>;

/** Every handler of the application with all it needs, as Nest's providers. */
export function applicationProviders(parts: ApplicationParts): readonly Provider[] {
  const { log, tables, waiter, clock, prices } = parts;
  return [
    ...COMMAND_HANDLERS,
    ...APPLICATION_SERVICES,
    { provide: EventLog, useValue: log },
    { provide: BusinessClock, useValue: clock },
    { provide: PriceBook, useValue: prices },
    { provide: Projection, useValue: waiter },
    { provide: SessionStore, useValue: new PostgresSessionStore(tables) },
    { provide: AccountLookup, useValue: new PostgresAccountLookup(tables) },
    { provide: DueAccounts, useValue: new PostgresDueAccounts(tables) },
    { provide: WorkLocks, useValue: new PostgresWorkLocks(tables) },
  ];
}
