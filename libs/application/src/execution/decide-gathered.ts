import {
  type BillingAccount,
  type BillingCommand,
  type BillingEvent,
  type Day,
  decide,
  type JsonObject,
  type Principal,
} from '#ledger-core';
import { type ApplicationRejection } from '../messages/application-rejection';
import { type Decided, type Moment } from './stream-kind';

/** Who asks, and the day on which it counts. */
export type Asker = Readonly<{ principal: Principal; on: Day }>;

/** A command with all that was looked up for it, or why there is none. */
export type Gathered =
  | Readonly<{ outcome: 'gathered'; command: BillingCommand; inputs: JsonObject }>
  | Readonly<{ outcome: 'rejected'; rejection: ApplicationRejection }>;

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
