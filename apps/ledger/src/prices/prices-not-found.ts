import { Calendar, type Day, type Term } from '#ledger-core';
import { type NearNames, type PriceEvidence } from '#price-list';

/** What was asked of a book that has no such row. */
export interface AskedFor {
  readonly skuName: string;
  readonly region: string;
  readonly knownOn: Day | undefined;
  readonly term: Term | undefined;
  readonly currency: string | undefined;
}

export function notFound({ skuName, region, knownOn, term, currency }: AskedFor): string {
  const known = knownOn === undefined ? undefined : `known on ${knownOn}`;
  const only = [term, currency, known].filter((each) => each !== undefined).join(', ');
  const asked = only === '' ? '' : ` (${only})`;
  return `The price book has no row of ${skuName} in ${region}${asked}.`;
}

/** What a SKU has in a region, as known now, where it has not what was asked. */
export function soldOtherwise(
  there: readonly PriceEvidence[],
  { term, currency }: Pick<AskedFor, 'term' | 'currency'>,
): string {
  const meant = there.filter(
    (each) => (term ?? each.term) === each.term && (currency ?? each.currency) === each.currency,
  );
  if (meant.length > 0) return `Its first row was recorded on ${firstRecorded(meant)}.`;
  const sold = new Set(there.map((each) => `${each.term} in ${each.currency}`));
  return `It has ${[...sold].join(', ')}.`;
}

function firstRecorded(prices: readonly PriceEvidence[]): string {
  const days = prices
    .flatMap(({ price, others }) => [...(price === undefined ? [] : [price]), ...others])
    .map(({ row }) => Calendar.dayOf(row.recordedAt));
  return days.sort()[0] ?? 'no day';
}

/** Names that may have been meant, a line for SKUs and one for regions. */
export function nearText(region: string, { skuNames, regions }: NearNames): readonly string[] {
  const elsewhere = regions.filter((each) => each.toLowerCase() !== region.toLowerCase());
  return [
    ...(skuNames.length > 0 ? [`${region} has: ${skuNames.join(', ')}.`] : []),
    ...(elsewhere.length > 0 ? [`Was a region meant of: ${elsewhere.join(', ')}?`] : []),
  ];
}
