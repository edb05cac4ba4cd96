import { type Money } from '#ledger-core';
import { Refusal } from '../http/errors/refusal';
import { type BodyOf } from '../http/body-of';
import { type PRICE } from './price.answer';

export type Price = BodyOf<typeof PRICE>;

/** A JSON number carries this many digits exactly, whoever reads it. */
const EXACT_DIGITS_MAX = 15;

/**
 * An amount as a JSON number, exact to the minor unit.
 * @throws Refusal when it has more digits than a number keeps.
 */
export function priceOf(of: Money.Money): Price {
  const digits = of.amount.replace(/[^0-9]/g, '').replace(/^0+/, '');
  if (digits.length > EXACT_DIGITS_MAX)
    throw new Refusal({
      status: 400,
      code: 'BadRequest',
      detail: `${of.amount} ${of.currency} has more than the ${EXACT_DIGITS_MAX} digits that a JSON number keeps; use /ledger/v1, which writes amounts as text, or buy less at a time.`,
    });
  const text: string = of.amount;
  return { currencyCode: of.currency, amount: Number(text) };
}
