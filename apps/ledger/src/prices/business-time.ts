import { Calendar, type Instant } from '#ledger-core';
import { type Configuration, type MachineClock } from '#platform';
import { type openReadModels, storedBusinessClock } from '#read-models';

export type DataSource = Awaited<ReturnType<typeof openReadModels>>;

/** Before whatever a ledger will decide first, on a test clock of whatever day. */
export const THE_BEGINNING = Calendar.instant('0001-01-01T00:00:00.000Z');

/** Business time of a ledger that runs or is stopped: of its test clock, which stands still, else the machine's. */
export async function businessTime(
  dataSource: DataSource,
  { testClock }: Configuration,
  clock: MachineClock,
): Promise<Instant> {
  const stored = await storedBusinessClock(dataSource);
  const machine = clock.now().toISOString();
  const now = Calendar.instant(testClock ?? (stored?.isTest === true ? stored.now : machine));
  return stored !== undefined && stored.now > now ? stored.now : now;
}

/**
 * The business time at which prices are recorded: a due day asks only for those recorded before it began (R-TIM-1).
 * Where nothing was decided yet, all that will be is decided with them.
 */
export async function recordingTime(
  dataSource: DataSource,
  configuration: Configuration,
  clock: MachineClock,
): Promise<Instant> {
  const isNew = (await storedBusinessClock(dataSource)) === undefined;
  return isNew ? THE_BEGINNING : businessTime(dataSource, configuration, clock);
}
