const TICKS_PER_MS = 10_000n;
const TICKS_PER_SECOND = 10_000_000n;
const FRACTION_DIGITS = 7;
const INSTANT = /^(.+:\d{2})\.(\d{7})Z$/;

/** Ticks of 100 ns from the Unix epoch, as an ISO 8601 instant with seven decimals. @throws RangeError beyond the year 275760 */
export function createdText(ticks: bigint): string {
  const rest = ((ticks % TICKS_PER_SECOND) + TICKS_PER_SECOND) % TICKS_PER_SECOND;
  const wholeMs = Number((ticks - rest) / TICKS_PER_MS);
  const [seconds = ''] = new Date(wholeMs).toISOString().split('.');
  return `${seconds}.${rest.toString().padStart(FRACTION_DIGITS, '0')}Z`;
}

/** What `createdText` was given; undefined for other texts. */
export function ticksOf(text: string): bigint | undefined {
  const [, seconds, fraction] = INSTANT.exec(text) ?? [];
  if (seconds === undefined || fraction === undefined) return undefined;
  const ms = Date.parse(`${seconds}Z`);
  return Number.isNaN(ms) ? undefined : BigInt(ms) * TICKS_PER_MS + BigInt(fraction);
}
