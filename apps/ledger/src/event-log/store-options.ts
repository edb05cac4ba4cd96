import { isSameAddress } from '#event-transfer';
import { type Configuration, environmentWith, loadConfiguration } from '#platform';
import { CannotGoOn, EXIT } from '../exit-codes';
import { type DataDirectoryOption, overridesOf } from '../options';
import { runningSystem } from '../start/running-system';

/** The options by which a verb is told on which event store it works. */
export type StoreOptions = DataDirectoryOption & Readonly<{ url?: string }>;

/**
 * What the options and the environment say. Who names a data directory means its event store: one that the environment
 * names would be worked on without a word.
 * @throws CannotGoOn where the two contradict each other
 */
export function configurationFor(options: StoreOptions): Configuration {
  const { dataDir, url } = options;
  const overrides = { ...overridesOf(options), LEDGER_EVENTSTORE_URL: url };
  const configuration = loadConfiguration(environmentWith(overrides));
  if (dataDir !== undefined && url === undefined && configuration.eventStoreUrl !== undefined)
    throw new CannotGoOn(
      `LEDGER_EVENTSTORE_URL names another event store than that of ${dataDir}: say with --url which one is meant, or unset it.`,
      EXIT.wrongUsage,
    );
  return configuration;
}

/** The refusal to write where a ledger would bill what it finds of a log of which the rest is to come. */
export function atWork(place: string, doing: string): CannotGoOn {
  return new CannotGoOn(
    `A ledger is at work on ${place} and would decide on half a log: stop it, ${doing}, and start it.`,
    EXIT.refused,
  );
}

/** @throws CannotGoOn if the system that runs on the data directory works on the event store at that address */
export async function ensureNotAtWork(
  address: string,
  dataDirectory: string,
  doing: string,
): Promise<void> {
  const running = await runningSystem(dataDirectory);
  if (running === undefined) return;
  // A system that is told where its event store is was most likely told so by the same environment.
  const theirs = running.eventStoreUrl ?? loadConfiguration(environmentWith({})).eventStoreUrl;
  if (theirs !== undefined && isSameAddress(theirs, address))
    throw atWork(`that event store (${dataDirectory})`, doing);
}
