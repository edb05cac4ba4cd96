import { resolve } from 'node:path';
import { Calendar, type Instant } from '#ledger-core';
import {
  type Configuration,
  type ConfigurationOverrides,
  environmentWith,
  loadConfiguration,
  type MachineClock,
} from '#platform';
import { PostgresPriceBook, type PriceImport } from '#price-list';
import { migrate, openReadModels, storedBusinessTime } from '#read-models';
import { EXIT, type ExitCode } from '../exit-codes';
import { readRuntime } from '../start/runtime-file';
import { type Terminal } from '../terminal.port';
import { reportJson, reportText } from './import-report';
import { withLedgerDatabase } from '../ledger-database';
import { readPriceFile } from './price-file';

type DataSource = Awaited<ReturnType<typeof openReadModels>>;

export interface PricesImportRequest {
  readonly overrides: ConfigurationOverrides;
  readonly file: string;
  readonly verbose: boolean;
  readonly json: boolean;
}

/** Prices are recorded at business time, which under a test clock is not the machine's. */
async function businessTime(
  dataSource: DataSource,
  { dataDirectory, testClock }: Configuration,
  clock: MachineClock,
): Promise<Instant> {
  const stored = await storedBusinessTime(dataSource);
  const test = testClock ?? (await readRuntime(dataDirectory))?.testClock;
  const now = Calendar.instant(test ?? clock.now().toISOString());
  return stored !== undefined && stored > now ? stored : now;
}

/** `ledger prices import`: puts a downloaded list into the price book, with the system running or stopped. */
export async function importPrices(
  { overrides, file, verbose, json }: PricesImportRequest,
  terminal: Terminal,
  clock: MachineClock,
): Promise<ExitCode> {
  const configuration = loadConfiguration(environmentWith(overrides));
  const list = await readPriceFile(file);
  terminal.say(`${file}: ${list.prices.length} prices, ${list.leftOut.length} rows left out`);
  const progress = (done: number): void => {
    terminal.say(`${done} of ${list.prices.length} prices done`);
  };
  const importAt = async (url: string): Promise<PriceImport> => {
    const dataSource = await openReadModels(url);
    try {
      await migrate(dataSource);
      const businessAt = await businessTime(dataSource, configuration, clock);
      const origin = { source: resolve(file), businessAt };
      return await new PostgresPriceBook(dataSource).import(list, origin, progress);
    } finally {
      await dataSource.destroy();
    }
  };
  const imported = await withLedgerDatabase(configuration, 'ledger prices import', importAt);
  const report = { file, imported, verbose };
  terminal.print(json ? reportJson(report) : reportText(report));
  return EXIT.done;
}
