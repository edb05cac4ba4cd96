import { type OperationAccepted } from '../billing-account/events/account-events';
import { type ExchangeRate } from '../catalogue/price';
import { type Day } from '../kernel/calendar';

/** A rate for a day. Of several for one pair and day the one published last holds, for what is decided from then on (R-CAP-2). */
export type ExchangeRatePublished = Readonly<{
  type: 'ExchangeRatePublished';
  data: ExchangeRate & Readonly<{ publishedOn: Day }>;
}>;

export type ExchangeRateEvent = OperationAccepted | ExchangeRatePublished;
export type ExchangeRateEventType = ExchangeRateEvent['type'];

export const EXCHANGE_RATE_EVENT_TYPES: readonly ExchangeRateEventType[] = [
  'OperationAccepted',
  'ExchangeRatePublished',
];
