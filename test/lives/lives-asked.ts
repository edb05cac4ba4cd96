import fc from 'fast-check';

/** So many lives must meet everything that can occur in a life. */
export const LIVES_FOR_COVERAGE = 2_000;
const SEED_MAX = 2 ** 31 - 1;

/** The seed that LIVES_SEED names, to live the same lives again; otherwise a new one. */
export function seedAsked(text: string | undefined = process.env['LIVES_SEED']): number {
  return text === undefined ? newSeed() : wholeNumber('LIVES_SEED', text);
}

/** Chance comes from fast-check alone. */
export function newSeed(): number {
  const [seed = 0] = fc.sample(fc.noBias(fc.nat(SEED_MAX)), 1);
  return seed;
}

/** How many lives LIVES asks for, in place of so many. */
export function livesAsked(otherwise: number): number {
  const text = process.env['LIVES'];
  return text === undefined ? otherwise : wholeNumber('LIVES', text);
}

/** @throws RangeError when the text is not a whole number from 0 on. */
export function wholeNumber(what: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new RangeError(`${what} is not a whole number: ${text}`);
  return number;
}
