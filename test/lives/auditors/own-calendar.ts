/*
 * Days reckoned by hand, from the lengths of months alone.
 */
type Parts = readonly [year: number, month: number, day: number];

function partsOf(day: string): Parts {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

function text([year, month, day]: Parts): string {
  const two = (of: number): string => String(of).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function lengthOf(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0);
}

/** Days since the first of January of the year 1, which is 0. */
function dayNumber([year, month, day]: Parts): number {
  const before = year - 1;
  let days =
    before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  for (let earlier = 1; earlier < month; earlier += 1) days += lengthOf(year, earlier);
  return days + day - 1;
}

export function daysBetween(from: string, to: string): number {
  return dayNumber(partsOf(to)) - dayNumber(partsOf(from));
}

export function addDays(from: string, count: number): string {
  let [year, month, day] = partsOf(from);
  day += count;
  while (day > lengthOf(year, month)) {
    day -= lengthOf(year, month);
    [year, month] = following(year, month);
  }
  return text([year, month, day]);
}

function following(year: number, month: number): readonly [number, number] {
  return month === 12 ? [year + 1, 1] : [year, month + 1];
}

/** A day the month lacks becomes its last day. */
export function addMonths(from: string, count: number): string {
  const [year, month, day] = partsOf(from);
  const months = month - 1 + count;
  const inYear = year + Math.floor(months / 12);
  const inMonth = (months % 12) + 1;
  return text([inYear, inMonth, Math.min(day, lengthOf(inYear, inMonth))]);
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The months of a term, and the instalments of a monthly plan (R-PUR-2). */
export function monthsOf(term: 'P1Y' | 'P3Y' | 'P5Y'): number {
  return { P1Y: 12, P3Y: 36, P5Y: 60 }[term];
}

/** R-PUR-5: the first day of the next month. */
export function firstDayAfter(month: string): string {
  return addMonths(`${month}-01`, 1);
}
