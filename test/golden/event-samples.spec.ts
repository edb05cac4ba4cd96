import {
  CODECS,
  commandHash,
  commandId,
  decodeEvent,
  encodeEvent,
  type EventMetadata,
  type LoggedEvent,
  parsedChainLink,
  POLICY_TERMS_STREAM,
  recordedEventId,
} from '#event-log';
import { BILLING_EVENT_TYPES, Calendar, SUBSCRIPTION_EVENT_TYPES } from '#ledger-core';
import { type EventSample, eventSamples } from './event-samples';
import {
  withOneMemberChanged,
  withOneMemberMore,
  withOneTextChanged,
  withoutOneMember,
} from './mutations';

const SAMPLES = eventSamples();

/** The members that may be absent, by type. Everything else must be there. */
const OPTIONAL: Readonly<Record<string, readonly RegExp[]>> = {
  OperationAccepted: [/^principal\.tenantId$/],
  BillingAccountOpened: [/^(tenantId|partnerId)$/],
  ReservationPurchased: [/^exchangeRate$/, /^listPrice\.effectiveTo$/],
  ChargeMade: [/^nextDueOn$/],
  ReservationReturned: [
    /^(sibling|reason)$/,
    /^shares\.\d+\.feeLine$/,
    /^cap\.exchangeRate$/,
    /^(.+\.)?explanation\.termsVersion$/,
  ],
};

function logged({
  type,
  schema,
  data,
}: Readonly<{ type: string; schema: number; data: unknown }>): LoggedEvent {
  return {
    kind: 'recorded',
    stream: POLICY_TERMS_STREAM,
    revision: 0n,
    position: 0n,
    id: recordedEventId('00000000-0000-0000-0000-000000000000'),
    type,
    created: Calendar.instant('2021-03-15T10:00:00.000Z'),
    data,
    metadata: metadataOf(schema),
  };
}

function metadataOf(schema: number): EventMetadata {
  return {
    commandId: commandId('sample', 'sample'),
    index: 0,
    size: 1,
    commandHash: commandHash({ kind: 'sample', target: 'sample', request: {} }),
    actor: { kind: 'system', task: 'sample' },
    effectiveOn: Calendar.day('2021-03-15'),
    recordedAt: Calendar.instant('2021-03-15T10:00:00.000Z'),
    schema,
    chain: parsedChainLink('0'.repeat(64)),
    $correlationId: 'sample',
    $causationId: 'sample',
  };
}

function outcomeOf(sample: EventSample, data: unknown): string {
  return decodeEvent(logged({ ...sample, data })).outcome;
}

test('every event type of the ledger has a codec and a golden sample of its schema', () => {
  const types = new Set([...BILLING_EVENT_TYPES, ...SUBSCRIPTION_EVENT_TYPES]);
  expect(new Set(Object.keys(CODECS))).toEqual(types);
  const names = [...types].map((type) => `${type}.v${CODECS[type].schema}.json`);
  expect([...SAMPLES.keys()].filter((name) => names.includes(name)).sort()).toEqual(names.sort());
});

describe.each([...SAMPLES])('%s', (name, sample) => {
  const optional = OPTIONAL[sample.type] ?? [];

  test('is named for its type and schema', () => {
    expect(name).toBe(`${sample.type}.v${sample.schema}.json`);
  });

  test('is read, and written again as it stands', () => {
    const decoded = decodeEvent(logged(sample));
    if (decoded.outcome === 'unreadable') throw new Error(decoded.why);
    expect(decoded.event).toEqual({ type: sample.type, data: sample.data });
    expect(encodeEvent(decoded.event)).toEqual(sample);
  });

  test('is refused without a member that is not optional, and read without one that is', () => {
    const outcomes = withoutOneMember(sample.data).map(({ path, data }) => [
      path,
      outcomeOf(sample, data),
    ]);
    const expected = outcomes.map(([path = '']) => [
      path,
      optional.some((pattern) => pattern.test(path)) ? 'event' : 'unreadable',
    ]);
    expect(outcomes).toEqual(expected);
  });

  test('has every optional member, so that each is tried', () => {
    const paths = withoutOneMember(sample.data).map(({ path }) => path);
    for (const pattern of optional)
      expect(paths.filter((path) => pattern.test(path))).not.toEqual([]);
  });

  test('is refused with a member more, in whatever object of it', () => {
    const read = withOneMemberMore(sample.data).filter(
      ({ data }) => outcomeOf(sample, data) === 'event',
    );
    expect(read.map(({ path }) => path)).toEqual([]);
  });

  test('is refused with a member of another kind', () => {
    const read = withOneMemberChanged(sample.data).filter(
      ({ data }) => outcomeOf(sample, data) === 'event',
    );
    expect(read.map(({ path }) => path)).toEqual([]);
  });

  test.each([
    ['the character NUL', '\0'],
    ['half of a pair of surrogates', '\ud800'],
    ['the other half of one', '\udc00'],
  ])('is refused with %s in a text, which no table can hold', (_, character) => {
    const changed = withOneTextChanged(sample.data, (text) => text + character);
    expect(changed.length).toBeGreaterThan(0);
    const read = changed.filter(({ data }) => outcomeOf(sample, data) === 'event');
    expect(read.map(({ path }) => path)).toEqual([]);
  });

  test('is not read as another schema', () => {
    const later = decodeEvent(logged({ ...sample, schema: sample.schema + 1 }));
    expect(later).toMatchObject({
      outcome: 'unreadable',
      why: expect.stringContaining('schema') as unknown,
    });
  });
});
