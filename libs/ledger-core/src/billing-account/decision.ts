import { type JsonObject } from './account-events';
import { type BillingEvent } from './events';
import { type Rejection } from './rejections';

/** What a command comes to: facts and an answer, or the one reason why not. */
export type Decision =
  | Readonly<{ outcome: 'accepted'; events: readonly BillingEvent[]; answer: JsonObject }>
  | Readonly<{ outcome: 'rejected'; rejection: Rejection }>;

export function accepted(events: readonly BillingEvent[], answer: JsonObject = {}): Decision {
  return { outcome: 'accepted', events, answer };
}

export function rejected(rejection: Rejection): Decision {
  return { outcome: 'rejected', rejection };
}
