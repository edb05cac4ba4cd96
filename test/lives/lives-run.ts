import fc from 'fast-check';
import { ALL_AUDITORS } from './auditors/all-auditors';
import { makeCounter } from './count-steps';
import { type Coverage } from './coverage';
import { type Life } from './life';
import { life as anyLife } from './life.arbitrary';
import { type LifeStep, type MakeAuditor } from './life-step';
import { play } from './play';
import { toldLife } from './tell';

/** What must hold of a life. @throws Error with a sentence that says what does not. */
export type Check = (life: Life) => void;

/** Every auditor looks over every step; what occurs is counted. */
export function auditedBy(
  auditors: readonly MakeAuditor[] = ALL_AUDITORS,
  coverage: Coverage = new Map(),
): Check {
  return (life) => {
    const watchers = [makeCounter(coverage), ...auditors.map((make) => make())];
    const step = (of: LifeStep) => {
      for (const watch of watchers) watch(of);
    };
    play(life, { step });
  };
}

/**
 * The story of the first life of a seed that does not hold, as short as it could be made; none when all do.
 * @param again what it is shortened by, where the check itself should see each life only once.
 */
export function firstFailing(
  { seed, lives }: Readonly<{ seed: number; lives: number }>,
  check: Check,
  again: Check = check,
): string | undefined {
  const property = fc.property(anyLife, check);
  const { failed, counterexample, numRuns } = fc.check(property, {
    seed,
    numRuns: lives,
    // A life is shortened below: by leaving out what it does not need in order to go wrong.
    endOnFailure: true,
  });
  if (!failed) return undefined;
  const [life] = counterexample ?? [];
  if (life === undefined) throw new Error(`The lives of seed ${seed} failed without a life`);
  const short = shortened(life, again);
  const complaint = complaintAbout(short, again) ?? 'It holds when it is lived again';
  return [`Seed ${seed}, life ${numRuns}:`, toldLife(short), `✗ ${complaint}`].join('\n');
}

function complaintAbout(life: Life, check: Check): string | undefined {
  try {
    check(life);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The complaint without its figures and ids, which change when steps are left out. */
function kindOf(complaint: string | undefined): string | undefined {
  return complaint?.replaceAll(/[\da-f]{8}-[\da-f-]{27}|\d+/g, '#').slice(0, 60);
}

/** Leaves out as many steps as it can while the same thing is still wrong: first halves, at last single ones. */
export function shortened(life: Life, check: Check): Life {
  const wrong = kindOf(complaintAbout(life, check));
  if (wrong === undefined) return life;
  let short = life;
  let size = Math.ceil(life.steps.length / 2);
  while (size >= 1) {
    const before = short.steps.length;
    for (let from = 0; from < short.steps.length;) {
      const steps = short.steps.filter((_, index) => index < from || index >= from + size);
      const candidate = { ...short, steps };
      if (kindOf(complaintAbout(candidate, check)) === wrong) short = candidate;
      else from += size;
    }
    if (size > 1) size = Math.floor(size / 2);
    else if (short.steps.length === before) return short;
  }
  return short;
}
