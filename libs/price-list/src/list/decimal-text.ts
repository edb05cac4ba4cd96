import { Money } from '#ledger-core';

const NUMBER_TEXT = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/**
 * The exact decimal text of a price as JSON gives it: a number's shortest round-trip text, its exponent
 * written out digit by digit, or a decimal string as it stands. No arithmetic touches it.
 * Undefined when it is neither, or longer than the ledger's decimals (24 digits either side of the point).
 */
export function decimalTextOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? withoutExponent(String(value)) : value;
  return typeof text === 'string' && Money.isDecimalText(text) ? text : undefined;
}

/** Whether a decimal text is more than zero. */
export function isPositiveDecimal(text: string): boolean {
  return !text.startsWith('-') && /[1-9]/.test(text);
}

/** One text for all spellings of a decimal, so that '0100.50' and '100.5' compare equal. */
export function canonicalDecimal(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const wholeDigits = whole.replace(/^(-?)0+(?=\d)/, '$1');
  const fractionDigits = fraction.replace(/0+$/, '');
  return fractionDigits === '' ? wholeDigits : `${wholeDigits}.${fractionDigits}`;
}

function withoutExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] = NUMBER_TEXT.exec(text) ?? [];
  if (exponent === undefined) return text;
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
