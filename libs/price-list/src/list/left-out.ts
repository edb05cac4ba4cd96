/**
 * Why a kind of row is left out, as one sentence for a summary.
 * `not-the-plain-row` states the rule of several rows of one product (ADR 0018).
 */
export const LEFT_OUT_REASONS = {
  'not-an-object': 'The row is not a JSON object.',
  'not-a-reservation': 'Only rows of type "Reservation" are prices of a term.',
  'term-not-sold': 'Terms are "1 Year", "3 Years" and "5 Years".',
  'unknown-type':
    'No reserved resource type is known for the service and product; a row may name its own in reservedResourceType.',
  malformed: 'A field the price needs is missing or malformed.',
  'rounds-to-nothing': 'The price is nothing once it is rounded to the minor unit of its currency.',
  'not-the-plain-row':
    'Of several rows of one product and term the plain one (no "Windows" and no licence in productName) is the product: from its start on, no other is taken, whenever and in whichever list it comes.',
  'no-plain-row':
    'Several rows of one product and term start on one day and differ in name and price, and none of them is the plain one.',
  duplicate: 'Another row of the list says the same.',
  'replaced-in-list':
    'A later row of the list gives another price for the same product, term, start and end.',
  'replaced-by-another-name':
    'A later row of the list, of another productName, gives another price for the same product, term, start and end: only the order of the list decided, productName does not tell which is meant.',
} as const;

export type LeftOutKind = keyof typeof LEFT_OUT_REASONS;

/** A row that was not taken: its place in `Items` from 0, the kind of reason, and what it is about this row. */
export type LeftOutRow = Readonly<{ row: number; kind: LeftOutKind; why: string }>;

/** One kind of reason: how many rows it left out, and how many of them with each text, most first. */
export type LeftOutSummary = Readonly<{
  kind: LeftOutKind;
  reason: string;
  count: number;
  details: readonly Readonly<{ why: string; count: number }>[];
}>;

/** The rows left out by kind of reason, most first: what an importer prints. */
export function summaryOfLeftOut(rows: readonly LeftOutRow[]): readonly LeftOutSummary[] {
  const byKind = new Map<LeftOutKind, Map<string, number>>();
  for (const { kind, why } of rows) {
    const details = byKind.get(kind) ?? new Map<string, number>();
    byKind.set(kind, details.set(why, (details.get(why) ?? 0) + 1));
  }
  return [...byKind]
    .map(([kind, whys]) => {
      const details = [...whys].map(([why, count]) => ({ why, count })).sort(mostFirst);
      const count = details.reduce((running, each) => running + each.count, 0);
      return { kind, reason: LEFT_OUT_REASONS[kind], count, details };
    })
    .sort(mostFirst);
}

function mostFirst(left: Readonly<{ count: number }>, right: Readonly<{ count: number }>): number {
  return right.count - left.count;
}
