import {
  type BillingEventData,
  type BillingEventType,
  Calendar,
  type Decision,
  type OpenBillingAccount,
  type PolicyTerms,
  replay,
} from '#ledger-core';
import { AccountStory, ALICE } from '../../support/account-story';
import { type LifeStep, type MakeAuditor } from '../life-step';

/** A story whose steps are kept as an auditor sees them. */
export type RecordedStory = Readonly<{
  story: AccountStory;
  steps: LifeStep[];
  /** The daily run alone, up to a day. */
  pass: (on: string) => void;
}>;

/** Opens an account; whatever the story then does becomes a step. */
export function recordedStory(
  terms: PolicyTerms,
  opening: Partial<OpenBillingAccount> = {},
): RecordedStory {
  const story = new AccountStory(terms, opening.currency, opening);
  const steps: LifeStep[] = [];
  let seen = 0;
  const { tenantId } = opening;
  const buyer = { ...ALICE, ...(tenantId !== undefined && { tenantId }) };
  const keep = (step: Pick<LifeStep, 'on' | 'command' | 'principal' | 'decision'>): void => {
    const events = story.events.slice(seen);
    seen = story.events.length;
    steps.push({ ...step, terms, events, state: replay(story.events) });
  };
  keep(story.opening);
  const decide = story.do.bind(story);
  story.do = (on, command, by): Decision => {
    const decision = decide(on, command, by);
    const principal = by?.principal ?? buyer;
    keep({ on: Calendar.day(on), command, principal, decision });
    return decision;
  };
  const pass = (on: string): void => {
    story.through(on);
    keep({ on: Calendar.day(on) });
  };
  return { story, steps, pass };
}

/** What an auditor says of a life; nothing, when all is well. */
export function complaintOf(make: MakeAuditor, steps: readonly LifeStep[]): string {
  const audit = make();
  try {
    for (const step of steps) audit(step);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The same life with a fact changed: the first of its type, or another. The account itself stays as it was. */
export function planted<Type extends BillingEventType>(
  steps: readonly LifeStep[],
  type: Type,
  change: (data: BillingEventData[Type]) => unknown,
  place = 0,
): readonly LifeStep[] {
  const copies = structuredClone(steps.map(({ events }) => events));
  let found = 0;
  for (const event of copies.flat()) {
    if (event.type !== type) continue;
    if (found === place) changeOne(event, type, change);
    found += 1;
  }
  if (found <= place) throw new Error(`The story has only ${String(found)} ${type}`);
  return steps.map((step, index) => ({ ...step, events: copies[index] ?? [] }));
}

function changeOne<Type extends BillingEventType>(
  event: LifeStep['events'][number],
  type: Type,
  change: (data: BillingEventData[Type]) => unknown,
): void {
  const isOne = (of: typeof event): of is typeof event & { data: BillingEventData[Type] } =>
    of.type === type;
  if (isOne(event)) change(event.data);
}

/** The same life with a fact left out. */
export function without(
  steps: readonly LifeStep[],
  type: BillingEventType,
  place = 0,
): readonly LifeStep[] {
  let found = -1;
  return steps.map((step) => ({
    ...step,
    events: step.events.filter((event) => {
      if (event.type === type) found += 1;
      return event.type !== type || found !== place;
    }),
  }));
}
