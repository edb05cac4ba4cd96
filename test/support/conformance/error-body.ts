import { z } from 'zod';
import { isKnownToClients } from './error-codes';

/** An error of Microsoft.Capacity; stricter than its schema in the reference: clients know the code. */
export const ERROR = z.strictObject({
  error: z.strictObject({
    code: z.string().refine(isKnownToClients, 'is no code that clients know'),
    message: z.string().min(1),
    target: z.string().optional(),
  }),
});
