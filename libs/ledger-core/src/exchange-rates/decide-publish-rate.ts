import { type ExchangeRate } from '../catalogue/price';
import { type Day, later } from '../kernel/calendar';
import { type ExchangeRateEvent, type ExchangeRatePublished } from './events';

/** What deciding on a rate needs of those published before: only their latest day. Rates may follow each other freely. */
export type PublishedRates = Readonly<{ lastPublishedOn?: Day }>;

export type PublishExchangeRate = Readonly<{ type: 'PublishExchangeRate'; rate: ExchangeRate }>;

export type ExchangeRateRejection = Readonly<{
  code: 'ExchangeRateInvalid';
  field: keyof ExchangeRate;
  accepted: string;
}>;

export type ExchangeRateDecision =
  | Readonly<{ outcome: 'accepted'; events: readonly ExchangeRatePublished[] }>
  | Readonly<{ outcome: 'rejected'; rejection: ExchangeRateRejection }>;

/**
 * A rate of any day (R-PUR-1, R-CAP-2): one for a later day is used from that day on, one for an earlier day corrects
 * what is decided from now on and no amount that stands (R-REC-1).
 */
export function decidePublishRate({ rate }: PublishExchangeRate, on: Day): ExchangeRateDecision {
  const rejection = invalidRate(rate);
  if (rejection !== undefined) return { outcome: 'rejected', rejection };
  const data = { ...rate, publishedOn: on };
  return { outcome: 'accepted', events: [{ type: 'ExchangeRatePublished', data }] };
}

/** Copies one fact of the stream of rates. */
export function evolvePublishedRates(
  state: PublishedRates,
  event: ExchangeRateEvent,
): PublishedRates {
  switch (event.type) {
    case 'ExchangeRatePublished': {
      const { publishedOn } = event.data;
      return { lastPublishedOn: later(state.lastPublishedOn ?? publishedOn, publishedOn) };
    }
    case 'OperationAccepted':
      return state;
  }
}

const CURRENCY = /^[A-Z]{3}$/;
/** Twelve digits on either side hold every pair of currencies there is, in both directions. */
const RATE = /^(0|[1-9]\d{0,11})(\.\d{1,12})?$/;

function invalidRate({ from, to, rate, source }: ExchangeRate): ExchangeRateRejection | undefined {
  if (!CURRENCY.test(from)) return invalid('from', 'an ISO 4217 code such as USD');
  if (!CURRENCY.test(to)) return invalid('to', 'an ISO 4217 code such as USD');
  if (from === to) return invalid('to', `another currency than ${from}`);
  if (!RATE.test(rate) || !/[1-9]/.test(rate))
    return invalid('rate', 'decimal text above 0 with up to 12 places, such as 1.25');
  if (source.trim() === '') return invalid('source', 'who says so, in words');
  return undefined;
}

function invalid(field: keyof ExchangeRate, accepted: string): ExchangeRateRejection {
  return { code: 'ExchangeRateInvalid', field, accepted };
}
