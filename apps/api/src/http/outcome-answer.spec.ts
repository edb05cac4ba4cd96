import { type Outcome } from '#application';
import { doneOf } from './outcome-answer';

const SAID: readonly (readonly [string, Outcome<never>])[] = [
  [
    'The log could not be read. Send the same request again: it is carried out once.',
    { outcome: 'unavailable', reason: 'The log could not be read', retryAfterSeconds: 1 },
  ],
  [
    'The log is away. Send the same request again: it is carried out once.',
    { outcome: 'unavailable', reason: 'The log is away.', retryAfterSeconds: 1 },
  ],
  [
    'The billing account is parked until its history is mended: a link is broken.',
    { outcome: 'parked', reason: 'a link is broken' },
  ],
];

describe('an outcome that is to be asked for again', () => {
  it.each(SAID)('is said in whole sentences: %s', (detail, outcome) => {
    expect(() => doneOf(outcome)).toThrow(detail);
  });
});
