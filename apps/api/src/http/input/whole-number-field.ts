import { z } from 'zod';
import { kindOfInput } from './kind-of-input';

function written(count: number): string {
  return count.toLocaleString('en-US');
}

/** A whole number of a request, whose bounds are said whichever way it misses them. */
export function wholeNumberField(min: number, max?: number): z.ZodInt {
  const upTo = max === undefined ? '' : ` to ${written(max)}`;
  const accepted = `a whole number from ${written(min)}${upTo}`;
  const error = ({ input }: z.core.$ZodRawIssue): string => {
    if (input === undefined) return `is needed; ${accepted}`;
    return typeof input === 'number'
      ? `must be ${accepted}`
      : `must be ${accepted}, not ${kindOfInput(input)}`;
  };
  const field = z.int({ error }).min(min, { error });
  return max === undefined ? field : field.max(max, { error });
}
