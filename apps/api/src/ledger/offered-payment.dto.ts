import { z } from 'zod';
import { isBillingAccountId, prepaymentTermId } from '#ledger-core';
import { neededText } from '../http/needed-text';
import { textField } from '../http/text-field';
import { AN_ACCOUNT_ID, dayField, moneyField } from './fields';

const TOKEN_LENGTH_MAX = 256;
const BRAND_LENGTH_MAX = 64;
const TERMS_MAX = 100;
const LAST4 = /^\d{4}$/;

/** A card by the token its processor gave it: never its number. */
export const cardField = z.strictObject({
  token: textField(TOKEN_LENGTH_MAX).trim().min(1),
  brand: textField(BRAND_LENGTH_MAX).trim().min(1),
  last4: z.string().regex(LAST4, 'must be the last four digits of the card'),
});

/** Term ids have the shape of account ids. */
const termId = neededText(AN_ACCOUNT_ID)
  .refine(isBillingAccountId, `must be ${AN_ACCOUNT_ID}`)
  .transform(prepaymentTermId);

/** An enrolment's payment in advance for `[from, to)`. */
export const prepaymentTermField = z
  .strictObject({ id: termId, from: dayField, to: dayField, amount: moneyField })
  .transform(({ id, ...term }) => ({ termId: id, ...term }));

const terms = z
  .array(prepaymentTermField)
  .max(TERMS_MAX)
  .refine(
    (named) => new Set(named.map((term) => term.termId)).size === named.length,
    'must have an id of its own for each term',
  );

const METHODS = `must be {"method":"invoice"}, {"method":"card","card":{…}} or {"method":"prepayment","terms":[…]}`;

/** How charges of an account are paid (R-PUR-4). */
export const offeredPayment = z.discriminatedUnion(
  'method',
  [
    z.strictObject({ method: z.literal('invoice') }),
    z.strictObject({ method: z.literal('card'), card: cardField }),
    z.strictObject({ method: z.literal('prepayment'), terms }),
  ],
  { error: METHODS },
);
