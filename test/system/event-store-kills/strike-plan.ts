import { type Chance, chanceOf } from '../chance';

/** What SIGKILL strikes. */
export const KILLED = [
  'the node',
  'the postmaster alone',
  'all of PostgreSQL',
  "the writer's backend",
  'node and PostgreSQL',
] as const;

/** Its session ends while it is stopped; another one serves; then it goes on. */
export const TAKEN_OVER = 'stopped, taken over, continued';
/** What ends a node's right to write while it lives. */
export const FENCED = ['session ended', TAKEN_OVER] as const;

export type Target = (typeof KILLED)[number] | (typeof FENCED)[number];
/** What is struck a second time, while everything still starts. */
export type SecondTarget = 'the node' | 'all of PostgreSQL';

export type StrikeStep = Readonly<{
  /** It strikes when so many appends were acknowledged since the node was last ready. */
  afterAppends: number;
  /** And so many milliseconds later, so that it strikes an append at any stage. */
  delayMs: number;
  target: Target;
  then?: Readonly<{ target: SecondTarget; afterMs: number }>;
}>;

const APPENDS_MIN = 5;
const APPENDS_MAX = 120;
const DELAY_MS_MAX = 30;
const SECOND_AFTER_MS_MAX = 1_500;
const SECOND_ONCE_IN = 3;
/** Of so many strikes one is a fencing. */
const STRIKES_A_FENCING = 5;
const FIRST_FENCING = 2;

/** Strikes without end: what is killed comes in turn, and every few of them a fencing. */
export function* strikesOf(seed: number): Generator<StrikeStep> {
  const chance = chanceOf(seed, 'strikes');
  const killed = inTurn(chance, KILLED);
  const fenced = inTurn(chance, FENCED);
  for (let strike = 0; ; strike += 1) {
    const isFencing = strike % STRIKES_A_FENCING === FIRST_FENCING;
    yield isFencing
      ? stepOf(chance, fenced(), false)
      : stepOf(chance, killed(), chance.onceIn(SECOND_ONCE_IN));
  }
}

/** Every one of them before any comes again. */
function inTurn<Item>(chance: Chance, items: readonly [Item, ...Item[]]): () => Item {
  let turn: Item[] = [];
  return () => {
    if (turn.length === 0) turn = chance.shuffled(items);
    return turn.shift() ?? items[0];
  };
}

function stepOf(chance: Chance, target: Target, isDouble: boolean): StrikeStep {
  const step = {
    afterAppends: chance.between(APPENDS_MIN, APPENDS_MAX),
    delayMs: chance.between(0, DELAY_MS_MAX),
    target,
  };
  if (!isDouble) return step;
  const second = chance.oneOf<SecondTarget>(['the node', 'all of PostgreSQL']);
  return { ...step, then: { target: second, afterMs: chance.between(0, SECOND_AFTER_MS_MAX) } };
}
