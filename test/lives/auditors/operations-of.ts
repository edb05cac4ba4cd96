import {
  type BillingEvent,
  type BillingEventData,
  type BillingEventOf,
  type BillingEventType,
} from '#ledger-core';
import { type LifeStep } from '../life-step';
import { ensure } from './complaint';

/** One operation of a step: due work of a day, or the step's command. */
export type OperationOfStep = Readonly<{
  on: string;
  isCommand: boolean;
  events: readonly BillingEvent[];
}>;

/** A step's events by operation, without the `OperationAccepted` that each starts with. The command's comes last. */
export function operationsOf({ events, decision }: LifeStep): readonly OperationOfStep[] {
  const found: { on: string; isCommand: boolean; events: BillingEvent[] }[] = [];
  for (const event of events)
    if (event.type === 'OperationAccepted')
      found.push({ on: event.data.on, isCommand: false, events: [] });
    else {
      const last = found.at(-1);
      ensure(last !== undefined, () => `${event.type} belongs to no operation`);
      last.events.push(event);
    }
  const last = found.at(-1);
  if (decision?.outcome === 'accepted' && last !== undefined) last.isCommand = true;
  return found;
}

/** Parts a step: what was due comes before the command and what that brought about. */
export function inTurn(
  step: LifeStep,
  { note, command }: Readonly<{ note: (event: BillingEvent) => void; command: () => void }>,
): void {
  const operations = operationsOf(step);
  const noteAll = (isCommand: boolean): void => {
    for (const operation of operations)
      if (operation.isCommand === isCommand) operation.events.forEach(note);
  };
  noteAll(false);
  command();
  noteAll(true);
}

/** What an auditor does with the events it keeps books of; the others are nothing to it. */
export type Readers = {
  readonly [Type in BillingEventType]?: (data: BillingEventData[Type]) => void;
};

export function read<Type extends BillingEventType>(
  readers: Readers,
  event: BillingEventOf<Type>,
): void {
  const reader: ((data: BillingEventData[Type]) => void) | undefined = readers[event.type];
  reader?.(event.data);
}

/** The data of the events of a type. */
export function factsOf<Type extends BillingEventType>(
  events: readonly BillingEvent[],
  type: Type,
): readonly BillingEventData[Type][] {
  const found: BillingEventData[Type][] = [];
  for (const event of events) if (isOfType(event, type)) found.push(event.data);
  return found;
}

function isOfType<Type extends BillingEventType>(
  event: BillingEvent,
  type: Type,
): event is BillingEvent & BillingEventOf<Type> {
  return event.type === type;
}
