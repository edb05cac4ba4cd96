import { Calendar, type Day } from '#ledger-core';
import { deleteSessionsExpiredBefore, type Reader } from '#read-models';

/** As long as operations are answered by their ids. */
const SESSION_DAYS_KEPT = 7;
const AT_ONCE_MAX = 1_000;
const BATCHES_MAX = 100;

/** Forgets, a bounded number at once, the quotes and previews that nobody can ask after any more. @returns how many. */
export async function forgetSessions(tables: Reader, today: Day): Promise<number> {
  const before = Calendar.startOf(Calendar.addDays(today, -SESSION_DAYS_KEPT));
  let forgotten = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const gone = await deleteSessionsExpiredBefore(tables, before, AT_ONCE_MAX);
    forgotten += gone;
    if (gone < AT_ONCE_MAX) break;
  }
  return forgotten;
}
