import { type Explanation } from '#ledger-core';
import { type ExplainedOperation } from './recomputed-explanation';
import { ensure, same } from './complaint';

type Inputs = Readonly<Record<string, string | number | readonly string[]>>;

/** An explanation read step by step, by who knows what each step must be. */
export type StepsReader = Readonly<{
  /** The next step is this one, of this currency, and takes exactly this. Gives its result. */
  takes: (operation: ExplainedOperation, currency: string, inputs: Inputs) => string;
  /** There are no further steps. */
  ends: () => void;
}>;

/**
 * R-REC-2: what is not the result of an earlier step must be a fact, so whoever reads names for each step
 * what it takes: a result that was given before, or what an event says.
 */
export function readingSteps(what: string, { steps }: Explanation): StepsReader {
  let place = 0;
  return {
    takes: (operation, currency, inputs) => {
      const step = steps[place];
      place += 1;
      const which = `Step ${String(place)} of ${what}`;
      ensure(step !== undefined, () => `${which} is missing: ${operation}`);
      same(which, step.operation, operation);
      same(`What ${operation} takes in ${what}`, inputsText(step.inputs), inputsText(inputs));
      same(`The currency of ${operation} in ${what}`, step.currency, currency);
      return step.result;
    },
    ends: () => {
      same(`The number of steps of ${what}`, steps.length, place);
    },
  };
}

function inputsText(inputs: Inputs): string {
  const texts = Object.entries(inputs).map(([name, value]) => `${name} ${String(value)}`);
  return texts.sort().join(', ');
}
