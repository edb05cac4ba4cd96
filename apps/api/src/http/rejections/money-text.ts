import { type Money } from '#ledger-core';

/** An amount in a sentence: '1,800.00 USD' without the comma, so that it can be copied. */
export function said(of: Money.Money): string {
  return `${of.amount} ${of.currency}`;
}

/** A list in a sentence. */
export function listed(values: readonly string[]): string {
  return values.length === 0 ? 'none' : values.join(', ');
}
