import { type JsonObject } from './events/account-events';
import { type BillingEvent } from './events/events';
import { type Rejection } from './rejections';

/** A command that was carried out: its facts, none where it changes nothing, and what it is answered with. */
export type Accepted = Readonly<{
  outcome: 'accepted';
  events: readonly BillingEvent[];
  answer: JsonObject;
}>;

/** The one reason why not. */
export type Rejected = Readonly<{ outcome: 'rejected'; rejection: Rejection }>;

/** What a command comes to. */
export type Decision = Accepted | Rejected;

/** The end of a decision after which nothing can fail. */
export function accepted(events: readonly BillingEvent[], answer: JsonObject): Accepted {
  return { outcome: 'accepted', events, answer };
}

/** The end of a decision at one of its guards. */
export function rejected(rejection: Rejection): Rejected {
  return { outcome: 'rejected', rejection };
}
