import {
  billingAccountStream,
  EXCHANGE_RATES_STREAM,
  LEDGER_STREAM_PREFIXES,
  POLICY_TERMS_STREAM,
  recordedStreamName,
  subjectOf,
  subscriptionStream,
  utilisationStream,
} from '#event-log';

const GUID = 'aaaaaaaa-0000-4000-8000-000000000001';

test.each([
  [billingAccountStream('a:b_c.d-1'), { kind: 'billingAccount', account: 'a:b_c.d-1' }],
  [utilisationStream('contoso'), { kind: 'utilisation', account: 'contoso' }],
  [subscriptionStream(GUID), { kind: 'subscription', subscription: GUID }],
  [POLICY_TERMS_STREAM, { kind: 'policyTerms' }],
  [EXCHANGE_RATES_STREAM, { kind: 'exchangeRates' }],
])('%s says what it is about', (stream, subject) => {
  expect(subjectOf(stream)).toEqual(subject);
  expect(LEDGER_STREAM_PREFIXES.filter((prefix) => stream.startsWith(prefix))).toHaveLength(1);
});

test('a subscription has one stream in whatever case its GUID is written', () => {
  expect(subscriptionStream(GUID.toUpperCase())).toBe(subscriptionStream(GUID));
});

test.each(['', '-a', 'a b', 'a/b', 'é', `a${'b'.repeat(128)}`])(
  '%j is not the id of an account',
  (account) => {
    expect(() => billingAccountStream(account)).toThrow(RangeError);
    expect(() => utilisationStream(account)).toThrow(RangeError);
  },
);

test('an account id may have 128 characters', () => {
  expect(billingAccountStream('a'.repeat(128))).toHaveLength('billingAccount-'.length + 128);
});

test('a subscription is named by a GUID', () => {
  expect(() => subscriptionStream('contoso')).toThrow(RangeError);
});

test.each([
  '$stats-127.0.0.1:2113',
  'billingAccount',
  'billingAccount-',
  'billingAccount-a b',
  'subscription-contoso',
  'policyTerms2',
])('%s is not a stream of the ledger', (name) => {
  expect(subjectOf(recordedStreamName(name))).toEqual({ kind: 'foreign' });
});
