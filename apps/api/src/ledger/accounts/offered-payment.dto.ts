import { z } from 'zod';
import { isBillingAccountId, prepaymentTermId } from '#ledger-core';
import { neededText } from '../../http/input/needed-text';
import { textField } from '../../http/input/text-field';
import { TERM_ID } from '../value-names';
import { AN_ACCOUNT_ID, dayField, moneyField } from '../fields';

const TOKEN_LENGTH_MAX = 256;
const BRAND_LENGTH_MAX = 64;
const TERMS_MAX = 100;
const LAST4 = /^\d{4}$/;

/** A card by the token its processor gave it: never its number. */
export const cardField = z.strictObject({
  token: textField(TOKEN_LENGTH_MAX)
    .trim()
    .min(1)
    .describe('What the card’s processor calls it; never its number.'),
  brand: textField(BRAND_LENGTH_MAX).trim().min(1).describe('Such as "Visa".'),
  last4: z
    .string()
    .regex(LAST4, 'must be the last four digits of the card')
    .describe('The last four digits, for people.'),
});

/** Term ids have the shape of account ids. */
const termId = neededText(AN_ACCOUNT_ID)
  .refine(isBillingAccountId, `must be ${AN_ACCOUNT_ID}`)
  .meta(TERM_ID)
  .transform(prepaymentTermId);

/** An enrolment's payment in advance for `[from, to)`. */
export const prepaymentTermField = z
  .strictObject({
    id: termId.describe('A name of its own in the account.'),
    from: dayField.describe('The first day on which it pays charges.'),
    to: dayField.describe('The first day on which it pays nothing any more; after `from`.'),
    amount: moneyField.describe('Paid in advance, in the account’s currency; more than 0.'),
  })
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
    z
      .strictObject({ method: z.literal('invoice') })
      .describe('By invoice, due when the payment term is over.'),
    z
      .strictObject({ method: z.literal('card'), card: cardField })
      .describe('By card: each invoice is charged at once to the card then on file.'),
    z
      .strictObject({ method: z.literal('prepayment'), terms })
      .describe(
        'An EnterpriseAgreement: from what is paid in advance; what that does not cover is invoiced after the month as overage. Terms do not overlap; there may be none yet.',
      ),
  ],
  { error: METHODS },
);
