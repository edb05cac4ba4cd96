import { parseArgs } from 'node:util';
import { type Effort } from '../benchmark';

const SLICE_SECONDS = 2;
const ROUNDS = 3;
const READ_EVENTS = 500_000;
const FULL_EVENTS = 5_000_000;
/** Fewer would not fill the stream that is read as a whole. */
const READ_EVENTS_MIN = 1_000;

export const PARTS = ['appends', 'batches', 'latency', 'reads', 'plans'] as const;
export type Part = (typeof PARTS)[number];

export type StoreOptions = Effort &
  Readonly<{
    /** What is measured; everything when it is empty. */
    only: readonly Part[];
    /** How many events the reads of the whole log read. */
    readEvents: number;
    /** How many events stand in the store when everything is measured again; undefined: it is not. */
    fullEvents: number | undefined;
  }>;

function atLeast(least: number, text: string | undefined, otherwise: number, name: string): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!(number >= least)) throw new Error(`--${name}: "${text ?? ''}" must be at least ${least}`);
  return number;
}

function partOf(name: string): Part {
  const part = PARTS.find((each) => each === name);
  if (part === undefined) throw new Error(`--only: "${name}" must be one of ${PARTS.join(', ')}`);
  return part;
}

/** @throws Error that says what would be accepted. */
export function storeOptionsOf(words: readonly string[]): StoreOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...words],
    options: {
      ...{ seconds: text, rounds: text, read: text, events: text },
      only: { type: 'string', multiple: true, default: [] },
      full: { type: 'boolean', default: false },
    },
  });
  const readEvents = atLeast(READ_EVENTS_MIN, values.read, READ_EVENTS, 'read');
  const isFull = values.full || values.events !== undefined;
  return {
    only: values.only.map(partOf),
    readEvents,
    sliceSeconds: atLeast(0.1, values.seconds, SLICE_SECONDS, 'seconds'),
    rounds: Math.ceil(atLeast(1, values.rounds, ROUNDS, 'rounds')),
    fullEvents: isFull ? atLeast(2 * readEvents, values.events, FULL_EVENTS, 'events') : undefined,
  };
}
