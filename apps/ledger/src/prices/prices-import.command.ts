import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type Configuration,
  type ConfigurationOverrides,
  environmentWith,
  loadConfiguration,
  type MachineClock,
} from '#platform';
import { PostgresPriceBook, type PriceImport } from '#price-list';
import { migrate, openReadModels } from '#read-models';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { withLedgerDatabase } from '../ledger-database';
import { type Terminal } from '../terminal.port';
import { type DataSource, recordingTime } from './business-time';
import { importProgress } from './import-progress';
import { reportJson, reportText } from './import-report';
import { type PriceFile, readPriceFile } from './price-file';

export interface PricesImportRequest {
  readonly overrides: ConfigurationOverrides;
  readonly files: readonly string[];
  readonly verbose: boolean;
  readonly json: boolean;
}

type Print = (price: PriceFile, imported: Omit<PriceImport, 'importId'>) => void;

function isUsable({ list }: PriceFile): boolean {
  return list.prices.length > 0;
}

/** A person may have misspelt it, so nothing is made without a word. */
function sayIfNew({ databaseUrl, dataDirectory }: Configuration, { say }: Terminal): void {
  if (databaseUrl !== undefined || existsSync(join(dataDirectory, 'postgres'))) return;
  say(
    `There is no ledger in ${dataDirectory} yet: a new one is made there. Was another meant, name it with --data-dir, and remove this one.`,
  );
}

/** Each list whole or not at all, one after the other. */
async function importEach(
  files: readonly PriceFile[],
  dataSource: DataSource,
  businessAt: Awaited<ReturnType<typeof recordingTime>>,
  { say, print }: Readonly<{ say: Terminal['say']; print: Print }>,
): Promise<void> {
  const book = new PostgresPriceBook(dataSource);
  for (const price of files) {
    const origin = { source: resolve(price.file), businessAt };
    const progress = importProgress(price.list.prices.length, say);
    print(price, await book.import(price.list, origin, progress));
  }
}

async function readEach(
  files: readonly string[],
  { say }: Terminal,
): Promise<readonly PriceFile[]> {
  const read: PriceFile[] = [];
  for (const file of files) {
    const price = await readPriceFile(file);
    const { prices, leftOut } = price.list;
    say(`${file}: ${prices.length} prices, ${leftOut.length} rows left out`);
    read.push(price);
  }
  return read;
}

/**
 * `ledger prices import`: puts downloaded lists into the price book, with the system running or stopped. All are read
 * before the first is imported: one that cannot be read changes nothing.
 */
export async function importPrices(
  { overrides, files, verbose, json }: PricesImportRequest,
  terminal: Terminal,
  clock: MachineClock,
): Promise<ExitCode> {
  const configuration = loadConfiguration(environmentWith(overrides));
  const read = await readEach(files, terminal);
  const print: Print = ({ file, goesOn }, imported) => {
    const report = { file, goesOn, imported, verbose };
    terminal.print(json ? reportJson(report) : reportText(report));
  };
  for (const price of read.filter((each) => !isUsable(each)))
    print(price, { imported: 0, unchanged: 0, leftOut: price.list.leftOut });
  const usable = read.filter(isUsable);
  if (usable.length === 0) throw new CannotGoOn(nothingIn(files));
  sayIfNew(configuration, terminal);
  await withLedgerDatabase(configuration, 'ledger prices import', async (url) => {
    const dataSource = await openReadModels(url);
    try {
      await migrate(dataSource);
      const businessAt = await recordingTime(dataSource, configuration, clock);
      await importEach(usable, dataSource, businessAt, { say: terminal.say, print });
    } finally {
      await dataSource.destroy();
    }
  });
  return EXIT.done;
}

function nothingIn(files: readonly string[]): string {
  return `No row of ${files.join(', ')} is a price of a reservation that the ledger sells; nothing was imported.`;
}
