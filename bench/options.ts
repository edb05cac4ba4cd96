import { parseArgs } from 'node:util';
import { type Effort } from './benchmark';

const SLICE_SECONDS = 2;
const ROUNDS = 3;

export type Options = Effort & Readonly<{ only: string | undefined }>;

function positive(text: string | undefined, otherwise: number, name: string): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!(number > 0)) throw new Error(`--${name}: "${text ?? ''}" must be a number above 0`);
  return number;
}

/** @throws Error that says what would be accepted. */
export function optionsOf(words: readonly string[], names: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const { only } = values;
  if (only !== undefined && !names.includes(only))
    throw new Error(`--only: "${only}" must be one of ${names.join(', ')}`);
  return {
    only,
    sliceSeconds: positive(values.seconds, SLICE_SECONDS, 'seconds'),
    rounds: Math.ceil(positive(values.rounds, ROUNDS, 'rounds')),
  };
}
