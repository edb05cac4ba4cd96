import { z } from 'zod';

/** Money as Microsoft.Capacity writes it. */
export const PRICE = z
  .strictObject({
    currencyCode: z.string().regex(/^[A-Z]{3}$/),
    amount: z.number().describe('Exact to the minor unit of the currency.'),
  })
  .meta({ id: 'Price', description: 'Money: a JSON number with its currency (ISO 4217).' });
