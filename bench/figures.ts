/** The middle of some numbers, which one bad slice does not move. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('The median of nothing');
  return (lower + upper) / 2;
}

/** The number below which a share of all lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function fixed(number: number, digits = 0): string {
  return number.toFixed(digits);
}

/** Rows under their heads, first column to the left, the others to the right. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heads, ...rows];
  const widths = heads.map((_, place) => Math.max(...all.map((row) => row[place]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, place) =>
        place === 0 ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0),
      )
      .join('  '),
  );
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join(
    '\n',
  );
}

/** Shares of a whole, in per cent. */
export function sharesTable(
  title: string,
  rows: readonly (readonly [name: string, share: number])[],
): string {
  return table(
    [title, 'share'],
    rows.map(([name, share]) => [name, `${fixed(share * 100, 1)} %`]),
  );
}
