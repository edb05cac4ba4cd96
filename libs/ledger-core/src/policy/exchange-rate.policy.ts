import { type ExchangeRate } from '../catalogue/price';
import { type Day } from '../kernel/calendar';

/**
 * R-CAP-2: the rate of the latest day ≤ the day for the pair, else of the inverse pair. Of several for
 * one day the one published last, which stands last in the list. None known: none.
 */
export function rateOn(
  rates: readonly ExchangeRate[],
  pair: Readonly<{ from: string; to: string }>,
  on: Day,
): ExchangeRate | undefined {
  const { from, to } = pair;
  return latest(rates, { from, to }, on) ?? latest(rates, { from: to, to: from }, on);
}

function latest(
  rates: readonly ExchangeRate[],
  { from, to }: Readonly<{ from: string; to: string }>,
  on: Day,
): ExchangeRate | undefined {
  let found: ExchangeRate | undefined;
  for (const rate of rates) {
    if (rate.from !== from || rate.to !== to || rate.on > on) continue;
    if (found === undefined || rate.on >= found.on) found = rate;
  }
  return found;
}
