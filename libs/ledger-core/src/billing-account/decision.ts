import { type JsonObject } from './events/account-events';
import { type BillingEvent } from './events/events';
import { type Rejection } from './rejections';

export type Accepted = Readonly<{
  outcome: 'accepted';
  events: readonly BillingEvent[];
  answer: JsonObject;
}>;

/** What a command comes to: facts and an answer, or the one reason why not. */
export type Decision = Accepted | Readonly<{ outcome: 'rejected'; rejection: Rejection }>;

export function accepted(events: readonly BillingEvent[], answer: JsonObject = {}): Accepted {
  return { outcome: 'accepted', events, answer };
}

export function rejected(rejection: Rejection): Decision {
  return { outcome: 'rejected', rejection };
}
