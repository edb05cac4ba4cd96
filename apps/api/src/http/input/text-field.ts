import { z } from 'zod';
import { isWellFormedText, NOT_WELL_FORMED } from '#event-log';

/** Text of a request that the log and the tables can hold as it is. */
export function textField(lengthMax: number): z.ZodString {
  return z.string().max(lengthMax).refine(isWellFormedText, NOT_WELL_FORMED);
}
