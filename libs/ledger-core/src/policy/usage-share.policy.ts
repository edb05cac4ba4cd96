/** R-RET-2: a reservation holds `part ÷ of` of the usage reported for one that it came from. */
export type UsageShare = Readonly<{ part: bigint; of: bigint }>;

/** All of it: of its own usage, and of what was merged into it. */
export const WHOLE_USAGE: UsageShare = { part: 1n, of: 1n };

/** R-RET-2: by quantity, a part of a reservation that had been split or returned in part. */
export function usageShareOf(share: UsageShare, quantity: number, of: number): UsageShare {
  return lowest({ part: share.part * BigInt(quantity), of: share.of * BigInt(of) });
}

/** What two parts hold together, when they were merged again. */
export function usageSharesTogether(one: UsageShare, other: UsageShare): UsageShare {
  return lowest({ part: one.part * other.of + other.part * one.of, of: one.of * other.of });
}

/** In lowest terms: a reservation may be split and merged without end. */
function lowest({ part, of }: UsageShare): UsageShare {
  let [divisor, rest] = [of, part];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return { part: part / divisor, of: of / divisor };
}
