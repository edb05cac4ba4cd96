import { type Chance, chanceOf } from './chance';

/** What is killed: one process of the system, the one that watches the others, or all of them in one moment. */
export const TARGETS = [
  'api',
  'projector',
  'event-store-node',
  'postgres',
  'supervisor',
  'everything',
] as const;
export type Target = (typeof TARGETS)[number];

/** One kill, or two of which the second comes while the system still recovers from the first. */
export type KillStep = Readonly<{
  /** It strikes when so many purchases, returns and payments were sent since the system was last ready. */
  afterCommands: number;
  /** And so many milliseconds later, so that it strikes a command at any stage. */
  delayMs: number;
  target: Target;
  then?: Readonly<{ target: Target; afterMs: number }>;
}>;

const COMMANDS_MIN = 8;
const COMMANDS_MAX = 60;
const DELAY_MS_MAX = 40;
const SECOND_AFTER_MS_MAX = 2_000;
const SECOND_ONCE_IN = 5;

/** Every target in turn, in an order of the seed; only plans of more kills than targets strike twice in a row. */
export function killPlanOf(seed: number, kills: number): readonly KillStep[] {
  const chance = chanceOf(seed, 'kill plan');
  const steps: KillStep[] = [];
  let turn: Target[] = [];
  for (let planned = 0; planned < kills;) {
    if (turn.length === 0) turn = chance.shuffled(TARGETS);
    const target = turn.shift() ?? 'everything';
    const isDouble =
      kills > TARGETS.length && planned + 2 <= kills && chance.onceIn(SECOND_ONCE_IN);
    steps.push(stepOf(chance, target, isDouble));
    planned += isDouble ? 2 : 1;
  }
  return steps;
}

function stepOf(chance: Chance, target: Target, isDouble: boolean): KillStep {
  const step = {
    afterCommands: chance.between(COMMANDS_MIN, COMMANDS_MAX),
    delayMs: chance.between(0, DELAY_MS_MAX),
    target,
  };
  if (!isDouble) return step;
  const second = chance.oneOf(TARGETS);
  return { ...step, then: { target: second, afterMs: chance.between(0, SECOND_AFTER_MS_MAX) } };
}
