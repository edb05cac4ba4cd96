import { Calendar, type Instant } from '#ledger-core';
import { type Configuration, type MachineClock } from '#platform';
import { type openReadModels, storedBusinessClock, type StoredBusinessTime } from '#read-models';

export type DataSource = Awaited<ReturnType<typeof openReadModels>>;

/** Before whatever a ledger will decide first, on a test clock of whatever day. */
export const THE_BEGINNING = Calendar.instant('0001-01-01T00:00:00.000Z');

type Surroundings = Readonly<{ testClock: Configuration['testClock']; machine: MachineClock }>;

/** Of its test clock, which stands still, else the machine's; never behind what was stored. */
function timeOf(
  stored: StoredBusinessTime | undefined,
  { testClock, machine }: Surroundings,
): Instant {
  const running = stored?.isTest === true ? stored.now : machine.now().toISOString();
  const now = Calendar.instant(testClock ?? running);
  return stored !== undefined && stored.now > now ? stored.now : now;
}

/** Business time of a ledger that runs or is stopped. */
export async function businessTime(
  dataSource: DataSource,
  { testClock }: Configuration,
  machine: MachineClock,
): Promise<Instant> {
  return timeOf(await storedBusinessClock(dataSource), { testClock, machine });
}

/**
 * The business time at which prices are recorded: a due day asks only for those recorded before it began (R-TIM-1).
 * Where nothing was decided yet, all that will be is decided with them.
 */
export async function recordingTime(
  dataSource: DataSource,
  { testClock }: Configuration,
  machine: MachineClock,
): Promise<Instant> {
  const stored = await storedBusinessClock(dataSource);
  return stored === undefined ? THE_BEGINNING : timeOf(stored, { testClock, machine });
}
