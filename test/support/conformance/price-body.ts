import { z } from 'zod';

const MINOR_DIGITS_MAX = 3;
const CURRENCY = /^[A-Z]{3}$/;

/** The digits of a currency's minor unit, as ISO 4217 has them: two of the dollar, none of the yen. */
function minorDigitsOf(currency: string): number {
  const { maximumFractionDigits = MINOR_DIGITS_MAX } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits;
}

/** Money as Microsoft.Capacity writes it, exact to the minor unit. */
export const PRICE = z
  .strictObject({ currencyCode: z.string().regex(CURRENCY), amount: z.number() })
  .refine(
    ({ currencyCode, amount }) =>
      !CURRENCY.test(currencyCode) ||
      Number(amount.toFixed(minorDigitsOf(currencyCode))) === amount,
    'has more digits than the minor unit',
  );
