import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotGoOn } from '../exit-codes';

const SAMPLE = join('libs', 'price-list', 'sample', 'sample-prices.json');

/** The sources and what is built from them lie at different depths below the package. */
function packageOf(directory: string): string | undefined {
  if (existsSync(join(directory, 'package.json'))) return directory;
  const above = dirname(directory);
  return above === directory ? undefined : packageOf(above);
}

/** The list of made-up prices that is shipped with the ledger. */
export function sampleListFile(): string {
  const root = packageOf(__dirname);
  if (root === undefined || !existsSync(join(root, SAMPLE)))
    throw new CannotGoOn(
      `This installation has no sample list (${SAMPLE} is missing): name a downloaded list instead.`,
    );
  return join(root, SAMPLE);
}
