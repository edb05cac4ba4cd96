import { existsSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Configuration, environmentWith, loadConfiguration } from '#platform';
import { type CommandSurroundings } from '../command-surroundings';
import { CannotGoOn, EXIT } from '../exit-codes';
import { runningSystem } from '../start/running-system';
import { hasOwnStores, withStoppedSystem } from './backup-stores';
import { atWork, ensureNotAtWork } from './store-options';

const ADDRESS = /^esdb(\+discover)?:\/\//;
const LIKE_AN_ADDRESS = /@|:\/\//;
const HOLDER = 'ledger event-log copy';

/** An event store that answers. `knownAs` is what a person called it, where that is no address. */
export type StoreAt = Readonly<{ address: string; knownAs?: string }>;
/** Where FROM and TO are: the address of an event store, or the data directory of a system that has one of its own. */
export type CopyPlace =
  | (StoreAt & Readonly<{ kind: 'address' }>)
  | Readonly<{ kind: 'stopped'; configuration: Configuration; knownAs: string }>;

/** Of the directory itself, whatever event store the environment names. An empty value counts as unset. */
function ownConfiguration(dataDirectory: string): Configuration {
  const own = { LEDGER_DATA_DIR: dataDirectory, LEDGER_EVENTSTORE_URL: '' };
  return loadConfiguration(environmentWith(own));
}

/** @throws CannotGoOn if both are the same data directory */
export function ensureTwoDirectories(from: string, to: string): void {
  if (ADDRESS.test(from) || ADDRESS.test(to)) return;
  const [source, target] = [from, to].map((each) =>
    existsSync(each) ? realpathSync(each) : resolve(each),
  );
  if (source === target)
    throw new CannotGoOn(`FROM and TO are both ${source ?? from}.`, EXIT.wrongUsage);
}

/** What is read: an own event store may be at work or stopped. */
export async function sourcePlace(text: string): Promise<CopyPlace> {
  if (ADDRESS.test(text)) return { kind: 'address', address: text };
  const configuration = ownConfiguration(text);
  const address = (await runningSystem(configuration.dataDirectory))?.eventStoreUrl;
  if (address !== undefined) return { kind: 'address', address, knownAs: text };
  if (hasOwnStores(configuration)) return { kind: 'stopped', configuration, knownAs: text };
  throw neither(text);
}

/** What is written. Of a data directory that is not there yet the ledger's stores are made. */
export async function targetPlace(text: string): Promise<CopyPlace> {
  if (ADDRESS.test(text)) {
    await ensureNotAtWork(text, loadConfiguration(environmentWith({})).dataDirectory, 'copy');
    return { kind: 'address', address: text };
  }
  const found = statSync(text, { throwIfNoEntry: false });
  if (LIKE_AN_ADDRESS.test(text) || found?.isDirectory() === false) throw neither(text);
  const configuration = ownConfiguration(text);
  if ((await runningSystem(configuration.dataDirectory)) !== undefined) throw atWork(text, 'copy');
  return { kind: 'stopped', configuration, knownAs: text };
}

function neither(text: string): CannotGoOn {
  // There may be a password in it.
  const shown = LIKE_AN_ADDRESS.test(text) ? 'What was given' : text;
  return new CannotGoOn(
    `${shown} is neither the address of an event store (esdb://…) nor the data directory of a ledger with an event store of its own.`,
    EXIT.wrongUsage,
  );
}

/** Does the work on an event store that runs for it, if it does not run already. */
export async function at<Result>(
  place: CopyPlace,
  surroundings: CommandSurroundings,
  work: (store: StoreAt) => Promise<Result>,
): Promise<Result> {
  if (place.kind === 'address') return work(place);
  const { configuration, knownAs } = place;
  return withStoppedSystem(configuration, HOLDER, surroundings, (address) =>
    work({ address, knownAs }),
  );
}
