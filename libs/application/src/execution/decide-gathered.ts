import {
  type BillingAccount,
  type BillingCommand,
  type BillingEvent,
  type Day,
  decide,
  type JsonObject,
  type Principal,
} from '#ledger-core';
import { type Rejected } from '../messages/outcome';
import { type AccountOrder } from './account-order';
import { type Decided, type Moment } from './stream-kind';

/** Who asks, and the day on which it counts. */
export type Asker = Readonly<{ principal: Principal; on: Day }>;

/** A command with all that was looked up for it, or why there is none. */
export type Gathered =
  Readonly<{ outcome: 'gathered'; command: BillingCommand; inputs: JsonObject }> | Rejected;

/** A command that needs nothing looked up. */
export function nothingToGather(command: BillingCommand): Gathered {
  return { outcome: 'gathered', command, inputs: {} };
}

/** The decision of a command that needs nothing looked up. The answer is the core's, with what `more` says of the moment. */
export function decideAtOnce(
  command: BillingCommand,
  principal: Principal,
  more: (moment: Moment) => JsonObject,
): AccountOrder['decide'] {
  const gathered = nothingToGather(command);
  return (state, moment) =>
    Promise.resolve(
      decideGathered(gathered, state, { moment, principal, more: () => more(moment) }),
    );
}

/** Decides what was gathered. The answer is the core's, with what `more` adds to it. */
export function decideGathered(
  gathered: Gathered,
  state: BillingAccount,
  {
    moment,
    principal,
    more,
  }: Readonly<{
    moment: Moment;
    principal: Principal;
    more: (answer: JsonObject) => JsonObject;
  }>,
): Decided<BillingEvent> {
  if (gathered.outcome === 'rejected') return gathered;
  const decision = decide(gathered.command, state, { ...moment, principal });
  if (decision.outcome === 'rejected') return decision;
  const { events, answer } = decision;
  const inputs = { ...gathered.inputs, termsVersion: moment.terms.version };
  return { outcome: 'accepted', events, inputs, answer: { ...answer, ...more(answer) } };
}
