import { Calendar } from '#ledger-core';
import { PostgresPriceBook, type PriceList, readPriceList } from '#price-list';
import { migrate, openReadModels } from '#read-models';
import { type Benchmark, type Effort } from './benchmark';
import { fixed, median, table } from './figures';
import { type BenchedSystem } from './system/benched-system';

/** As many as a region's list has, two fifths of them prices. */
const ROWS = 4_300;
const DATABASE = 'bench_prices';
const ORIGIN = { source: 'bench', businessAt: Calendar.instant('2026-01-01T00:00:00Z') };

type DataSource = Awaited<ReturnType<typeof openReadModels>>;
type Times = Readonly<{ read: number; fresh: number; known: number; bare: number }>;

function listText(): string {
  const row = (n: number) => ({
    ...{ currencyCode: 'USD', unitOfMeasure: '1 Hour', armRegionName: 'westeurope' },
    ...{ serviceName: 'Virtual Machines', productName: `Virtual Machines X${n % 40} Series` },
    ...{ armSkuName: `Standard_X${n}_v5`, meterId: `meter-${n}`, retailPrice: 1_000 + n / 8 },
    ...{ effectiveStartDate: '2025-01-01T00:00:00Z', meterName: `X${n} v5` },
    ...(n % 5 < 2 ? { type: 'Reservation', reservationTerm: '3 Years' } : { type: 'Consumption' }),
  });
  return JSON.stringify({ Items: Array.from({ length: ROWS }, (_, n) => row(n)) });
}

function listOf(text: string): PriceList {
  const reading = readPriceList(JSON.parse(text));
  if (reading.kind === 'malformed') throw new Error(reading.why);
  return reading.list;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The rows that an import made, as one statement writes them into a table with the same keys and indices. */
async function bareInsert(database: DataSource): Promise<() => Promise<unknown>> {
  await database.query('create table if not exists bare (like price_row including all)');
  await database.query('truncate bare');
  const [{ rows }] = await database.query<[{ rows: string }]>(
    'select json_agg(p)::text as rows from price_row p',
  );
  return () =>
    database.query(
      'insert into bare overriding system value select * from json_populate_recordset(null::bare, $1::json)',
      [rows],
    );
}

async function roundOf(database: DataSource, text: string): Promise<Times> {
  await database.query('truncate price_import, price_row');
  const book = new PostgresPriceBook(database);
  const began = performance.now();
  const list = listOf(text);
  const read = performance.now() - began;
  const fresh = await milliseconds(() => book.import(list, ORIGIN));
  const known = await milliseconds(() => book.import(list, ORIGIN));
  const bare = await milliseconds(await bareInsert(database));
  return { read, fresh, known, bare };
}

function tableOf(rounds: readonly Times[], prices: number): string {
  const row = (name: string, of: (times: Times) => number) => [
    name,
    fixed(median(rounds.map(of)), 0),
    fixed(median(rounds.map((times) => of(times) / times.bare)), 2),
  ];
  return table(
    [`${ROWS} rows, ${prices} prices`, 'ms', '÷ bare'],
    [
      row('read: JSON, types, the rule of several rows', ({ read }) => read),
      row('imported, every price new', ({ fresh }) => fresh),
      row('imported again, every price known', ({ known }) => known),
      row('bare insert of the rows that were made', ({ bare }) => bare),
    ],
  );
}

async function run(
  system: BenchedSystem,
  { rounds }: Effort,
  print: (line: string) => void,
): Promise<void> {
  const server = await openReadModels(system.databaseUrl());
  await server.query(`create database ${DATABASE}`);
  const database = await openReadModels(system.databaseUrl(DATABASE));
  try {
    await migrate(database);
    const text = listText();
    await roundOf(database, text);
    const done: Times[] = [];
    for (let round = 0; round < rounds; round += 1) done.push(await roundOf(database, text));
    print(tableOf(done, listOf(text).prices.length));
  } finally {
    await database.destroy();
    await server.query(`drop database ${DATABASE}`);
    await server.destroy();
  }
}

export const prices: Benchmark = {
  name: 'prices',
  about: `A list of ${ROWS} rows imported, beside a bare insert of the rows it makes`,
  run,
};
