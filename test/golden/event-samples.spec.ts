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
import {
  BILLING_EVENT_TYPES,
  Calendar,
  type CapUse,
  type ChargePayment,
  type CreditUse,
  EXCHANGE_RATE_EVENT_TYPES,
  type PaymentMethod,
  POLICY_TERMS_EVENT_TYPES,
  type PrepaymentTaken,
  type RefundSettlement,
  SUBSCRIPTION_EVENT_TYPES,
  UTILISATION_EVENT_TYPES,
} from '#ledger-core';
import { type EventSample, eventSamples } from './event-samples';
import {
  withOneMemberChanged,
  withOneMemberMore,
  withOneMemberNull,
  withOneNumberChanged,
  withOneTextChanged,
  withoutOneMember,
} from './mutations';

const SAMPLES = eventSamples();

/** The members that may be absent, by type. Everything else must be there. */
const OPTIONAL: Readonly<Record<string, readonly RegExp[]>> = {
  OperationAccepted: [/^principal\.tenantId$/],
  BillingAccountOpened: [/^tenantId$/, /^partnerId$/, /^customerMayBuy$/],
  ReservationPurchased: [
    /^exchangeRate$/,
    /^listPrice\.effectiveTo$/,
    /^renewProperties$/,
    /^renewProperties\.[A-Za-z]+$/,
    /^reviewDateTime$/,
    /^ownerTenants$/,
    /^tenantId$/,
  ],
  ChargeMade: [/^nextDueOn$/],
  ReservationReturned: [
    /^sibling$/,
    /^reason$/,
    /^shares\.\d+\.feeLine$/,
    /^shares\.\d+\.settledBy\.creditId$/,
    /^cap\.exchangeRate$/,
    /^(.+\.)?explanation\.termsVersion$/,
  ],
  ReservationUpdated: [/^changes\.[A-Za-z]+$/, /^changes\.renewProperties\.[A-Za-z]+$/],
  InvoiceIssued: [/^overageMonth$/],
  RetainedCreditGranted: [/^document$/, /^source$/],
  PrepaymentCreditGranted: [/^termId$/],
  CardRefundRequested: [/^heldRefundId$/],
  SupportRequestMoved: [/^why$/],
};

/** What the caller sent, and what was looked up and answered: any JSON. */
const SENT = /^(request|inputs|answer)\./;

/** Texts that may say anything, of every type. Any other is refused when it is changed. */
const FREE_TEXT: readonly RegExp[] = [
  SENT,
  /(^|\.)(displayName|description|name|skuName|fromSkuName|toSkuName|region|rowId|source)$/,
  /(^|\.)(version|termsVersion|reference|reviewDateTime|operationId|token|brand|last4)$/,
  /^principal\.roles\.\d+$/,
  /(^|\.)scopes\.\d+$/,
];
/** Ids that are given from outside: another word is another id, but never two words. */
const GIVEN_IDS: readonly RegExp[] = [
  /(^|\.)(billingAccountId|toBillingAccountId|termId|tenantId|partnerId|principal)$/,
  /^principal\.id$/,
  /^owners\.\d+$/,
  /^formerOwners\.\d+$/,
];
const FREE_TEXT_OF: Readonly<Record<string, RegExp>> = {
  ReservationReturned: /^reason$/,
  InvoiceVoided: /^why$/,
  InvoiceRevised: /^why$/,
  SupportRequestMoved: /^why$/,
};

type Texts<Union, Tag extends keyof Union> = Readonly<
  Record<`${Union[Tag] & (string | boolean)}`, true>
>;
const PAYMENT: Texts<PaymentMethod, 'method'> = { invoice: true, card: true, prepayment: true };
const PAID_BY: Texts<ChargePayment, 'method'> = { ...PAYMENT, overage: true };
const SETTLED_BY: Texts<RefundSettlement, 'method'> = { ...PAID_BY, creditNote: true };
const CAP: Texts<CapUse, 'counts'> = { true: true, false: true };
const TAKEN_FROM: Texts<PrepaymentTaken['from'], 'kind'> = { credit: true, term: true };
const USABLE_FOR: Texts<CreditUse, 'charges'> = {
  Every: true,
  OfOrdersFrom: true,
  NextOverageInvoice: true,
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

/** What stands at a path in the samples of a type; a path's `*` is any place of a list. */
function valuesAt(type: string, path: string): ReadonlySet<string> {
  const step = (values: readonly unknown[], key: string) =>
    values.flatMap((value): readonly unknown[] =>
      typeof value !== 'object' || value === null
        ? []
        : Object.entries(value)
            .filter(([name]) => key === '*' || name === key)
            .map(([, member]) => member as unknown),
    );
  const of = [...SAMPLES.values()].filter((sample) => sample.type === type);
  return new Set(
    path
      .split('.')
      .reduce<readonly unknown[]>(
        step,
        of.map(({ data }) => data),
      )
      .map(String),
  );
}

test('every event type of the ledger has a codec and a golden sample of its schema', () => {
  const types = new Set([
    ...BILLING_EVENT_TYPES,
    ...SUBSCRIPTION_EVENT_TYPES,
    ...POLICY_TERMS_EVENT_TYPES,
    ...EXCHANGE_RATE_EVENT_TYPES,
    ...UTILISATION_EVENT_TYPES,
  ]);
  expect(new Set(Object.keys(CODECS))).toEqual(types);
  const names = [...types].map((type) => `${type}.v${CODECS[type].schema}.json`);
  expect([...SAMPLES.keys()].filter((name) => names.includes(name)).sort()).toEqual(names.sort());
});

test.each<[string, string, object]>([
  ['BillingAccountOpened', 'payment.method', PAYMENT],
  ['ChargeMade', 'paidBy.method', PAID_BY],
  ['ReservationReturned', 'shares.*.settledBy.method', SETTLED_BY],
  ['ReservationReturned', 'cap.counts', CAP],
  ['PrepaymentDrawn', 'taken.*.from.kind', TAKEN_FROM],
  ['RetainedCreditGranted', 'usableFor.charges', USABLE_FOR],
])('%s has a sample of every %s', (type, path, cases) => {
  expect(valuesAt(type, path)).toEqual(new Set(Object.keys(cases)));
});

test.each(Object.entries(OPTIONAL))(
  '%s has every optional member in one sample or another, so that each is tried',
  (type, optional) => {
    const paths = [...SAMPLES.values()]
      .filter((sample) => sample.type === type)
      .flatMap(({ data }) => withoutOneMember(data).map(({ path }) => path));
    for (const pattern of optional)
      expect(paths.filter((path) => pattern.test(path))).not.toEqual([]);
  },
);

describe.each([...SAMPLES])('%s', (name, sample) => {
  const optional = OPTIONAL[sample.type] ?? [];

  test('is named for its type and schema', () => {
    const [type, ...rest] = name.split('.');
    expect(type).toBe(sample.type);
    expect(rest.join('.')).toMatch(new RegExp(`^([a-z]+(-[a-z]+)*\\.)?v${sample.schema}\\.json$`));
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

  test('is refused with null in place of a member, optional or not', () => {
    const read = withOneMemberNull(sample.data).filter(
      ({ data }) => outcomeOf(sample, data) === 'event',
    );
    expect(read.map(({ path }) => path)).toEqual([]);
  });

  test.each<[string, (text: string) => string, readonly RegExp[]]>([
    ['a letter more', (text) => `${text}x`, [...FREE_TEXT, ...GIVEN_IDS]],
    ['a word more', (text) => `${text} more`, FREE_TEXT],
  ])('is refused with %s in a text that is not free', (_, change, places) => {
    const outcomes = withOneTextChanged(sample.data, change).map(({ path, data }) => [
      path,
      outcomeOf(sample, data),
    ]);
    const free = [...places, FREE_TEXT_OF[sample.type]];
    const expected = outcomes.map(([path = '']) => [
      path,
      free.some((pattern) => pattern?.test(path)) ? 'event' : 'unreadable',
    ]);
    expect(outcomes).toEqual(expected);
  });

  test.each([-1, 1.5])('is refused with %d in place of a number', (wrong) => {
    const read = withOneNumberChanged(sample.data, wrong)
      .filter(({ path }) => !SENT.test(path))
      .filter(({ data }) => outcomeOf(sample, data) === 'event');
    expect(read.map(({ path }) => path)).toEqual([]);
  });

  test.each([
    ['a day that the calendar lacks', /^\d{4}-\d{2}-\d{2}$/, '2021-02-29', /./],
    ['a month that the calendar lacks', /^\d{4}-\d{2}$/, '2021-13', /./],
    ['money finer than its minor unit', /^\d+\.\d{2}$/, '1.005', /^((?!explanation).)*amount$/],
    ['money with less than its minor unit', /^\d+\.\d{2}$/, '1.5', /^((?!explanation).)*amount$/],
    ['money that is no number', /^\d+\.\d{2}$/, 'NaN', /amount$/],
  ])('is refused with %s', (_, form, wrong, places) => {
    const read = withOneTextChanged(sample.data, (text) => (form.test(text) ? wrong : undefined))
      .filter(({ path }) => places.test(path) && !SENT.test(path))
      .filter(({ data }) => outcomeOf(sample, data) === 'event');
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
