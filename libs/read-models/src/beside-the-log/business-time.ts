import { Calendar, type Instant } from '#ledger-core';
import { type Reader, rowsOf } from '../schema/rows';

/** The latest business time that was acted upon; undefined when none was. */
export async function storedBusinessTime(reader: Reader): Promise<Instant | undefined> {
  const [row] = await rowsOf<{ now: string }>(reader, 'select now from business_clock');
  return row && Calendar.instant(row.now);
}

/** Moves the stored business time forward; it never goes back. @returns the one that holds now. */
export async function advanceBusinessTime(reader: Reader, to: Instant): Promise<Instant> {
  const [row] = await rowsOf<{ now: string }>(
    reader,
    `insert into business_clock (id, now) values (1, $1)
     on conflict (id) do update set now = greatest(business_clock.now, excluded.now)
     returning now`,
    [to],
  );
  return row === undefined ? to : Calendar.instant(row.now);
}
