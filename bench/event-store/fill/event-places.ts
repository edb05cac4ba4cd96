/** The stream that is read as a whole: every fifth event of a store's beginning is one of it. */
export const LONG_STREAM = 'bench-stream-read-whole';
export const LONG_STREAM_EVERY = 5;

/** As many characters as the name of the long stream: then every event takes as much of the log. */
export const ACCOUNT_PREFIX = 'bench-account-';
export const ACCOUNT_DIGITS = LONG_STREAM.length - ACCOUNT_PREFIX.length;

/** So many accounts are busy at the same time, each until it has so many events; then others are. */
export const BUSY_ACCOUNTS = 200;
export const EVENTS_OF_ACCOUNT = 25;

export type FillShape = Readonly<{ events: number; withLongStream: boolean }>;

/** How many streams a fill makes. */
export function streamsOf({ events, withLongStream }: FillShape): number {
  const long = withLongStream ? Math.ceil(events / LONG_STREAM_EVERY) : 0;
  const rest = events - long;
  const block = BUSY_ACCOUNTS * EVENTS_OF_ACCOUNT;
  const ofLastBlock = Math.min(rest % block, BUSY_ACCOUNTS);
  return Math.floor(rest / block) * BUSY_ACCOUNTS + ofLastBlock + (withLongStream ? 1 : 0);
}

/** The place of each event of a fill, as SQL over `i` from 0: its stream's number from 0, and its revision. */
export function placesSql({ withLongStream }: FillShape): string {
  const block = BUSY_ACCOUNTS * EVENTS_OF_ACCOUNT;
  const ofAccounts = (n: string, first: number) =>
    `${first} + (${n}) / ${block} * ${BUSY_ACCOUNTS} + (${n}) % ${block} % ${BUSY_ACCOUNTS} as stream,
     (${n}) % ${block} / ${BUSY_ACCOUNTS} as revision`;
  if (!withLongStream) return `select i, ${ofAccounts('i', 0)} from numbers`;
  const every = LONG_STREAM_EVERY;
  return `select i, 0 as stream, i / ${every} as revision from numbers where i % ${every} = 0
    union all
    select i, ${ofAccounts(`i - i / ${every} - 1`, 1)} from numbers where i % ${every} <> 0`;
}
