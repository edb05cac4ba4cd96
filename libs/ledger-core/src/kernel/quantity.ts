import { isDecimalText } from './money';

/** Whether a decimal text is more than 0. @throws RangeError when it is not decimal text. */
export function isPositiveQuantity(text: string): boolean {
  return digitsOf(text) > 0n;
}

/** A quantity in decimal text of which `part ÷ of` counts, such as 3 units of 5. */
export type SharedQuantity = Readonly<{ quantity: string; part: bigint; of: bigint }>;

/**
 * Σ of what counts of each quantity ÷ `count`, rounded up to a whole number (R-EXC-7). No third or seventh is rounded
 * on the way. @throws RangeError when one is not decimal text.
 */
export function averageRoundedUp(quantities: readonly SharedQuantity[], count: number): number {
  let sum = { part: 0n, of: 1n };
  for (const { quantity, part, of } of quantities) {
    const counts = digitsOf(quantity) * part;
    sum =
      of === sum.of
        ? { part: sum.part + counts, of }
        : { part: sum.part * of + counts * sum.of, of: sum.of * of };
  }
  const divisor = sum.of * 10n ** BigInt(FRACTION_DIGITS) * BigInt(count);
  return Number((sum.part + divisor - 1n) / divisor);
}

/** Digits after the point of what `isDecimalText` lets pass. */
const FRACTION_DIGITS = 24;

/** A decimal text as a whole number of its smallest possible part. */
function digitsOf(text: string): bigint {
  if (!isDecimalText(text)) throw new RangeError(`Not a decimal number: ${text}`);
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(FRACTION_DIGITS, '0'));
}
