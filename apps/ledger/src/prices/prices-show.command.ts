import { Calendar, type Day, type Term } from '#ledger-core';
import {
  type Configuration,
  type ConfigurationOverrides,
  environmentWith,
  loadConfiguration,
  type MachineClock,
} from '#platform';
import {
  type EvidenceAsked,
  type NearNames,
  PostgresPriceEvidence,
  type PriceEvidence,
} from '#price-list';
import { assertSchemaCurrent, openReadModels } from '#read-models';
import { assertDatabaseIsThere } from '../database-there';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { withLedgerDatabase } from '../ledger-database';
import { type Terminal } from '../terminal.port';
import { businessTime, type DataSource } from './business-time';
import { evidenceJson, evidenceText } from './evidence-report';

export interface PricesShowRequest {
  readonly overrides: ConfigurationOverrides;
  readonly skuName: string;
  readonly region: string;
  /** Business today when undefined. */
  readonly on: Day | undefined;
  readonly term: Term | undefined;
  readonly currency: string | undefined;
  readonly json: boolean;
}

type Found = Readonly<{ on: Day; prices: readonly PriceEvidence[]; near: NearNames }>;

const NOTHING_NEAR: NearNames = { skuNames: [], regions: [] };

function askedOn({ skuName, region, term, currency }: PricesShowRequest, on: Day): EvidenceAsked {
  return {
    ...{ skuName, region, on },
    ...(term === undefined ? {} : { term }),
    ...(currency === undefined ? {} : { currency }),
  };
}

async function lookUp(
  dataSource: DataSource,
  configuration: Configuration,
  request: PricesShowRequest,
  clock: MachineClock,
): Promise<Found> {
  await assertSchemaCurrent(dataSource);
  const on = request.on ?? Calendar.dayOf(await businessTime(dataSource, configuration, clock));
  const evidence = new PostgresPriceEvidence(dataSource);
  const prices = await evidence.evidenceOf(askedOn(request, on));
  const near = prices.length > 0 ? NOTHING_NEAR : await evidence.namesNear(request);
  return { on, prices, near };
}

/** `ledger prices show`: which row of which list gives the price of a day, and which rows do not and why. */
export async function showPrices(
  request: PricesShowRequest,
  terminal: Terminal,
  clock: MachineClock,
): Promise<ExitCode> {
  const configuration = loadConfiguration(environmentWith(request.overrides));
  assertDatabaseIsThere(configuration);
  const work = async (url: string): Promise<Found> => {
    const dataSource = await openReadModels(url);
    try {
      return await lookUp(dataSource, configuration, request, clock);
    } finally {
      await dataSource.destroy();
    }
  };
  const found = await withLedgerDatabase(configuration, 'ledger prices show', work);
  if (found.prices.length === 0) throw new CannotGoOn(notFound(request, found.near));
  const report = { skuName: request.skuName, region: request.region, ...found };
  terminal.print(request.json ? evidenceJson(report) : evidenceText(report, terminal.styling));
  return EXIT.done;
}

function notFound(
  { skuName, region, term, currency }: PricesShowRequest,
  { skuNames, regions }: NearNames,
): string {
  const only = [term, currency].filter((each) => each !== undefined).join(', ');
  const asked = only === '' ? '' : ` (${only})`;
  const elsewhere = regions.filter((each) => each.toLowerCase() !== region.toLowerCase());
  const hints = [
    ...(skuNames.length > 0 ? [`${region} has: ${skuNames.join(', ')}.`] : []),
    ...(elsewhere.length > 0 ? [`Was a region meant of: ${elsewhere.join(', ')}?`] : []),
  ];
  const what = `The price book has no row of ${skuName} in ${region}${asked}.`;
  return [what, ...hints].join('\n');
}
