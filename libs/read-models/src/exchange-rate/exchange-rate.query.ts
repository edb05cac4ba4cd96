import { Calendar, type Day, type ExchangeRate, type Instant } from '#ledger-core';
import { type Reader, rowsOf } from '../schema/rows';

type Row = Readonly<{
  from_currency: string;
  to_currency: string;
  on_day: string;
  rate: string;
  source: string;
}>;

/** The last row of the pair in the index `exchange_rate_of_day`, read backwards from the day. */
const latest = (from: string, to: string, place: number): string => `
(select ${place} as place, from_currency, to_currency, on_day, rate, source from exchange_rate
 where from_currency = ${from} and to_currency = ${to} and on_day <= $3::date
   and ($4::timestamptz is null or recorded_at < $4::timestamptz)
 order by on_day desc, stream_revision desc
 limit 1)`;

export const RATE_ON = `
select from_currency, to_currency, on_day, rate, source
from (${latest('$1::bpchar', '$2::bpchar', 1)} union all ${latest('$2::bpchar', '$1::bpchar', 2)}) known
order by place
limit 1`;

/**
 * R-CAP-2: the rate of the latest day not after the day for the pair, else for the inverse pair; of several for one day
 * the one published last. Of those recorded before an instant, when one is given (R-TIM-1).
 */
export async function publishedRateOn(
  reader: Reader,
  { from, to }: Readonly<{ from: string; to: string }>,
  on: Day,
  recordedBefore?: Instant,
): Promise<ExchangeRate | undefined> {
  const rows = await rowsOf<Row>(reader, RATE_ON, [from, to, on, recordedBefore ?? null]);
  return rows.map(rateOf)[0];
}

function rateOf({ from_currency: from, to_currency: to, on_day: on, rate, source }: Row) {
  return { from, to, on: Calendar.day(on), rate, source };
}
