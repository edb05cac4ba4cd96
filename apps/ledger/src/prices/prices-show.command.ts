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
  PostgresPriceEvidence,
  type PriceEvidence,
  type PriceEvidenceBook,
} from '#price-list';
import { assertSchemaCurrent, openReadModels } from '#read-models';
import { assertDatabaseIsThere } from '../database-there';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { withLedgerDatabase } from '../ledger-database';
import { type Terminal } from '../terminal.port';
import { businessTime, type DataSource } from './business-time';
import { evidenceJson, evidenceText } from './evidence-report';
import { nearText, notFound, soldOtherwise } from './prices-not-found';

export interface PricesShowRequest {
  readonly overrides: ConfigurationOverrides;
  readonly skuName: string;
  readonly region: string;
  /** Business today when undefined. */
  readonly on: Day | undefined;
  /** All that is known now when undefined. */
  readonly knownOn: Day | undefined;
  readonly term: Term | undefined;
  readonly currency: string | undefined;
  readonly json: boolean;
}

type Found = Readonly<{
  on: Day;
  prices: readonly PriceEvidence[];
  /** Told when there is no price. */
  hints: readonly string[];
}>;

function askedOn(request: PricesShowRequest, on: Day): EvidenceAsked {
  const { skuName, region, knownOn, term, currency } = request;
  return {
    ...{ skuName, region, on },
    ...(knownOn === undefined ? {} : { knownOn }),
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
  const hints = prices.length > 0 ? [] : await hintsFor(request, on, evidence);
  return { on, prices, hints };
}

/** Where the names are right, what is sold by them: a name just typed is no help. */
async function hintsFor(
  request: PricesShowRequest,
  on: Day,
  evidence: PriceEvidenceBook,
): Promise<readonly string[]> {
  const { skuName, region } = request;
  const there = await evidence.evidenceOf({ skuName, region, on });
  if (there.length > 0) return [soldOtherwise(there, request)];
  return nearText(region, await evidence.namesNear(request));
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
  if (found.prices.length === 0)
    throw new CannotGoOn([notFound(request), ...found.hints].join('\n'));
  const { skuName, region, knownOn } = request;
  const report = { skuName, region, knownOn, ...found };
  terminal.print(request.json ? evidenceJson(report) : evidenceText(report, terminal.styling));
  return EXIT.done;
}
