import { z } from 'zod';
import { isWellFormedText } from './well-formed-text';

/** Text in exactly the spelling that `mint` gives: another spelling of the same value is refused, never mended. */
export function brandedText<Branded extends string>(
  mint: (text: string) => Branded,
  what: string,
): z.ZodType<Branded> {
  return z.custom<Branded>(
    (value) => typeof value === 'string' && isWellFormedText(value) && isMinted(value, mint),
    { error: `not ${what}` },
  );
}

function isMinted(text: string, mint: (text: string) => string): boolean {
  try {
    return mint(text) === text;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
