import { Calendar, type Day } from '#ledger-core';

const LISTED_INSTANT =
  /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:\d{2})?$/;
/** PostgreSQL has no year 0. */
const FIRST_DAY = '0001-01-01';

/**
 * The UTC day of an instant as price lists write it: with 'Z', with an offset, or with neither, which lists mean
 * as UTC (never as the zone of this machine); a bare day is itself. Undefined when it is no instant of the calendar.
 */
export function listedDay(text: string): Day | undefined {
  const [, written, time, zone] = LISTED_INSTANT.exec(text) ?? [];
  if (written === undefined || !Calendar.isDay(written)) return undefined;
  return utcDayOf(Date.parse(`${written}${time ?? 'T00:00'}${zone ?? 'Z'}`));
}

function utcDayOf(milliseconds: number): Day | undefined {
  if (Number.isNaN(milliseconds)) return undefined;
  const text = new Date(milliseconds).toISOString().slice(0, 10);
  return Calendar.isDay(text) && text >= FIRST_DAY ? Calendar.day(text) : undefined;
}
