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

function isInexact(value: object): boolean {
  if (!('currencyCode' in value) || !('amount' in value)) return false;
  const { currencyCode, amount } = value;
  if (typeof currencyCode !== 'string' || typeof amount !== 'number') return false;
  return (
    CURRENCY.test(currencyCode) && Number(amount.toFixed(minorDigitsOf(currencyCode))) !== amount
  );
}

/** Where a body has amounts with more digits than the minor unit of their currency, which no schema can say. */
export function inexactAmounts(body: unknown, at = ''): readonly string[] {
  if (typeof body !== 'object' || body === null) return [];
  const own = isInexact(body) ? [`${at}: has more digits than the minor unit`] : [];
  return [
    ...own,
    ...Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
      inexactAmounts(value, `${at}/${name}`),
    ),
  ];
}
