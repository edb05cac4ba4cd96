import { z } from 'zod';
import { isBillingAccountId, prepaymentTermId } from '#ledger-core';
import { textField } from '../http/text-field';
import { dayField, moneyField } from './fields';

const TOKEN_LENGTH_MAX = 256;
const BRAND_LENGTH_MAX = 64;
const TERMS_MAX = 100;
const LAST4 = /^\d{4}$/;

/** A card by the token its processor gave it: never its number. */
const card = z.strictObject({
  token: textField(TOKEN_LENGTH_MAX).trim().min(1),
  brand: textField(BRAND_LENGTH_MAX).trim().min(1),
  last4: z.string().regex(LAST4, 'must be the last four digits of the card'),
});

/** Term ids have the shape of account ids. */
const termId = z
  .string()
  .refine(isBillingAccountId, 'must match ^[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}$')
  .transform(prepaymentTermId);

const prepaymentTerm = z
  .strictObject({ id: termId, from: dayField, to: dayField, amount: moneyField })
  .transform(({ id, ...term }) => ({ termId: id, ...term }));

const terms = z
  .array(prepaymentTerm)
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
    z.strictObject({ method: z.literal('card'), card }),
    z.strictObject({ method: z.literal('prepayment'), terms }),
  ],
  { error: METHODS },
);
