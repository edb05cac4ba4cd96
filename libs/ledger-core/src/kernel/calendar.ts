import { type Brand } from './brand';

/** A UTC day such as '2021-06-15'. Billing counts days; it never counts hours. */
export type Day = Brand<string, 'Day'>;

/** A calendar month such as '2021-06'. */
export type Month = Brand<string, 'Month'>;

/** A UTC instant such as '2021-06-15T00:00:00.000Z'. */
export type Instant = Brand<string, 'Instant'>;

const MILLISECONDS_PER_DAY = 86_400_000;
const DAY_LENGTH = 10;

/** There is no year 0 between 1 BC and AD 1, nor in a database. */
const YEAR_ZERO = /^0000-/;

/** Whether a text is a day of the calendar, of a year from 0001 to 9999. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || YEAR_ZERO.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** @throws RangeError when the text is not a day of the calendar. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`Not a day: ${text}`);
  return text as Day;
}

/** Whether a text is an RFC 3339 instant, in UTC of a year from 0001 to 9999. */
export function isInstant(text: string): boolean {
  const parsed = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text) || Number.isNaN(parsed.getTime())) return false;
  return isDay(parsed.toISOString().slice(0, DAY_LENGTH));
}

/** @throws RangeError when the text is not an RFC 3339 instant. */
export function instant(text: string): Instant {
  if (!isInstant(text)) throw new RangeError(`Not an instant: ${text}`);
  return new Date(text).toISOString() as Instant;
}

/** The UTC day on which an instant lies. */
export function dayOf(at: Instant): Day {
  return at.slice(0, DAY_LENGTH) as Day;
}

/** The first instant of a day. */
export function startOf(on: Day): Instant {
  return `${on}T00:00:00.000Z` as Instant;
}

/** Days later, or earlier by a negative count. */
export function addDays(from: Day, count: number): Day {
  return fromEpochDay(toEpochDay(from) + count);
}

/** Days from one day to another: 0 for the same day, negative backwards. */
export function daysBetween(from: Day, to: Day): number {
  return toEpochDay(to) - toEpochDay(from);
}

/** Counted from the first day each time, so that steps from the 31st do not drift: a day the month lacks becomes its last day. */
export function addMonths(from: Day, count: number): Day {
  const [year, month, dayOfMonth] = parts(from);
  const months = year * 12 + (month - 1) + count;
  const lastDay = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
  const target = Date.UTC(Math.floor(months / 12), months % 12, Math.min(dayOfMonth, lastDay));
  return fromEpochDay(target / MILLISECONDS_PER_DAY);
}

/** The later of two days. */
export function later(left: Day, right: Day): Day {
  return left > right ? left : right;
}

/** The month in which a day lies. */
export function monthOf(on: Day): Month {
  return on.slice(0, 7) as Month;
}

/** @throws RangeError when the text is not a month of the calendar. */
export function month(text: string): Month {
  if (!/^\d{4}-\d{2}$/.test(text) || !isDay(`${text}-01`))
    throw new RangeError(`Not a month: ${text}`);
  return text as Month;
}

/** The first day after a month. */
export function firstDayAfter(of: Month): Day {
  return addMonths(day(`${of}-01`), 1);
}

function parts(of: Day): readonly [number, number, number] {
  return [Number(of.slice(0, 4)), Number(of.slice(5, 7)), Number(of.slice(8, 10))];
}

function toEpochDay(of: Day): number {
  return Date.parse(`${of}T00:00:00Z`) / MILLISECONDS_PER_DAY;
}

function fromEpochDay(epochDay: number): Day {
  return day(new Date(epochDay * MILLISECONDS_PER_DAY).toISOString().slice(0, 10));
}
