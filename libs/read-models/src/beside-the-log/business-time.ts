import { Calendar, type Instant } from '#ledger-core';
import { type Reader, rowsOf } from '../schema/rows';

/** Business time as it was last acted upon, and whether a test clock said so, which stands still between its calls. */
export type StoredBusinessTime = Readonly<{ now: Instant; isTest: boolean }>;

/** What is stored of business time; undefined when nothing was ever acted upon. */
export async function storedBusinessClock(reader: Reader): Promise<StoredBusinessTime | undefined> {
  const [row] = await rowsOf<{ now: string; is_test: boolean }>(
    reader,
    'select now, is_test from business_clock',
  );
  return row && { now: Calendar.instant(row.now), isTest: row.is_test };
}

/** The latest business time that was acted upon; undefined when none was. */
export async function storedBusinessTime(reader: Reader): Promise<Instant | undefined> {
  return (await storedBusinessClock(reader))?.now;
}

/** Moves the stored business time forward; it never goes back. @returns the one that holds now. */
export async function advanceBusinessTime(
  reader: Reader,
  to: Instant,
  isTest = false,
): Promise<Instant> {
  const [row] = await rowsOf<{ now: string }>(
    reader,
    `insert into business_clock (id, now, is_test) values (1, $1, $2)
     on conflict (id) do update
       set now = greatest(business_clock.now, excluded.now), is_test = excluded.is_test
     returning now`,
    [to, isTest],
  );
  return row === undefined ? to : Calendar.instant(row.now);
}
