import { z } from 'zod';
import { ACCOUNT_ID, AMOUNT, CURRENCY, DAY, DOCUMENT_NUMBER, MONEY, TERM_ID } from './value-names';

/** What an answer is made of, each with a name of its own in the reference. No schema here changes a value. */

export const dayAnswer = z.string().meta(DAY);

export const guidAnswer = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  .meta({
    id: 'Guid',
    description: 'An id that the ledger mints, or of Azure: a GUID in lower case.',
  });

export const accountIdAnswer = z.string().meta(ACCOUNT_ID);
export const termIdAnswer = z.string().meta(TERM_ID);
export const documentNumberAnswer = z.string().meta(DOCUMENT_NUMBER);
export const currencyAnswer = z.string().meta(CURRENCY);

export const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/);

export const moneyAnswer = z
  .strictObject({ currency: currencyAnswer, amount: z.string().meta(AMOUNT) })
  .meta(MONEY);

export const cardAnswer = z
  .strictObject({
    token: z.string().describe('What the card’s processor calls it; never its number.'),
    brand: z.string(),
    last4: z.string().regex(/^\d{4}$/),
  })
  .meta({ id: 'Card', description: 'A card, by the token of its processor.' });
