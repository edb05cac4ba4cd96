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
import { numbered, reportJson, reportText } from './import-report';
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

function nothingOf({ list }: PriceFile): Omit<PriceImport, 'importId'> {
  return { imported: 0, unchanged: 0, leftOut: list.leftOut };
}

/** A person may have misspelt it, so nothing is made without a word. */
function sayIfNew({ databaseUrl, dataDirectory }: Configuration, { say }: Terminal): void {
  if (databaseUrl !== undefined || existsSync(join(dataDirectory, 'postgres'))) return;
  say(
    `There is no ledger in ${dataDirectory} yet: a new one is made there. Was another meant, name it with --data-dir, and remove this one.`,
  );
}

/** Each list whole or not at all, one after the other. One without a price is only reported. */
async function importEach(
  files: readonly PriceFile[],
  dataSource: DataSource,
  businessAt: Awaited<ReturnType<typeof recordingTime>>,
  { say, print }: Readonly<{ say: Terminal['say']; print: Print }>,
): Promise<void> {
  const book = new PostgresPriceBook(dataSource);
  for (const price of files) {
    if (!isUsable(price)) {
      print(price, nothingOf(price));
      continue;
    }
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
    const [priceCount, rowCount] = [prices.length, leftOut.length];
    const priceWord = numbered(priceCount, 'price', 'prices');
    say(
      `${file}: ${priceCount} ${priceWord}, ${rowCount} ${numbered(rowCount, 'row', 'rows')} left out`,
    );
    read.push(price);
  }
  return read;
}

/**
 * `ledger prices import`: puts downloaded lists into the price book, with the system running or stopped. All are read
 * before the first is imported: one that cannot be read changes nothing. One without a price is no fault among others,
 * as a page of a long list may have none.
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
  const useless = read.filter((each) => !isUsable(each));
  if (useless.length === read.length) {
    for (const price of useless) print(price, nothingOf(price));
    throw new CannotGoOn(`${nothingIn(useless)}; nothing was imported.`);
  }
  sayIfNew(configuration, terminal);
  await withLedgerDatabase(configuration, 'ledger prices import', async (url) => {
    const dataSource = await openReadModels(url);
    try {
      await migrate(dataSource);
      const businessAt = await recordingTime(dataSource, configuration, clock);
      await importEach(read, dataSource, businessAt, { say: terminal.say, print });
    } finally {
      await dataSource.destroy();
    }
  });
  if (useless.length > 0) terminal.say(`${nothingIn(useless)}; the others are imported.`);
  return EXIT.done;
}

function nothingIn(files: readonly PriceFile[]): string {
  const names = files.map(({ file }) => file).join(', ');
  return `No row of ${names} is a price of a reservation that the ledger sells`;
}
