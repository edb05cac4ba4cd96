import { Calendar, type Instant } from '#ledger-core';
import { type Configuration, type MachineClock } from '#platform';
import { type openReadModels, storedBusinessTime } from '#read-models';
import { readRuntime } from '../start/runtime-file';

export type DataSource = Awaited<ReturnType<typeof openReadModels>>;

/** Prices are recorded at business time, which under a test clock is not the machine's. */
export async function businessTime(
  dataSource: DataSource,
  { dataDirectory, testClock }: Configuration,
  clock: MachineClock,
): Promise<Instant> {
  const stored = await storedBusinessTime(dataSource);
  const test = testClock ?? (await readRuntime(dataDirectory))?.testClock;
  const now = Calendar.instant(test ?? clock.now().toISOString());
  return stored !== undefined && stored > now ? stored : now;
}
