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
    'Parked: billingAccount-a at revision 4: a link is broken. Nothing was changed, and nothing is decided or shown by a history that cannot be read on. The operator mends the log or starts a release that reads it, and then runs "ledger unpark"; send the same request again after that.',
    { outcome: 'parked', reason: 'billingAccount-a at revision 4: a link is broken' },
  ],
];

describe('an outcome that is to be asked for again', () => {
  it.each(SAID)('is said in whole sentences: %s', (detail, outcome) => {
    expect(() => doneOf(outcome)).toThrow(detail);
  });
});
