import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataSource } from 'typeorm';
import { EventStoreDbEventLog } from '#event-log';
import { createLogger } from '#platform';
import { migrate, openReadModels, startProjector } from '#read-models';
import { Closers } from '../../../apps/api/src/closers';
import { startNodeUnderTest } from '../../support/event-store-node';
import { freshDatabase } from '../../support/fresh-database';
import { type Stores } from './api-process';

export type StoresUnderTest = Stores &
  Readonly<{
    tables: DataSource;
    log: EventStoreDbEventLog;
    closers: Closers;
  }>;

/** An event store, the tables and the projector in this process, for APIs in this or others. `closers` ends them. */
export async function openStoresUnderTest(testClock: string): Promise<StoresUnderTest> {
  const closers = new Closers();
  const directory = await mkdtemp(join(tmpdir(), 'ledger-daily-'));
  closers.add(() => rm(directory, { recursive: true }));
  const store = await startNodeUnderTest();
  closers.add(() => store.close());
  const eventStoreUrl = `esdb://127.0.0.1:${store.node.port}?tls=false`;
  const log = new EventStoreDbEventLog({ connectionString: eventStoreUrl });
  closers.add(() => log.close());
  const databaseUrl = await freshDatabase();
  const tables = await openReadModels(databaseUrl);
  closers.add(() => tables.destroy());
  await migrate(tables);
  const logger = createLogger('projector', 'fatal');
  const projector = startProjector({ databaseUrl, eventLog: log, log: logger });
  closers.add(() => projector.stop());
  return { directory, databaseUrl, eventStoreUrl, testClock, tables, log, closers };
}
