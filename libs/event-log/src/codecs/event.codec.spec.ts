import fc from 'fast-check';
import {
  type BillingEvent,
  type ExplanationStep,
  Money,
  PARTNER_CENTER_2020_05,
} from '#ledger-core';
import {
  decodeBillingEvent,
  decodeEvent,
  decodePolicyTermsEvent,
  decodeSubscriptionEvent,
  decodeUtilisationEvent,
  encodeEvent,
  InMemoryEventLog,
  type LoggedEvent,
  type PlainEvent,
} from '#event-log';
import {
  appended,
  freshStream,
  operation,
  read,
} from '../../../../test/contract/event-log.samples';
import { eventSamples } from '../../../../test/golden/event-samples';
import { AccountStory } from '../../../../test/support/account-story';
import { explanation } from './explanation.parser';
import { money } from './values';

/** The events as a log returns them. */
async function throughLog(...events: readonly PlainEvent[]): Promise<readonly LoggedEvent[]> {
  const log = new InMemoryEventLog();
  const stream = freshStream();
  await appended(log.append(stream, operation(stream, 'c-1', events), 'empty'));
  return read(log, stream);
}

function sampleOf(type: string): PlainEvent {
  const sample = eventSamples().get(`${type}.v1.json`);
  if (sample === undefined) throw new Error(`No sample of ${type}`);
  return sample;
}

test('all events of the life of an account come back from the log as they were decided', async () => {
  const story = new AccountStory(PARTNER_CENTER_2020_05);
  const monthly = story.buy({ on: '2021-03-15', price: '1234.50', plan: 'Monthly', quantity: 3 });
  story.pay('2021-03-20', 'contoso-000001', '102.87');
  story.refund(monthly, { on: '2021-03-28', quantity: 1, used: true });
  story.buy({ on: '2021-04-02', price: '600.00' });
  story.through('2024-05-01');
  const logged = await throughLog(...story.events.map(encodeEvent));
  const expected = story.events.map((event) => ({ outcome: 'event', event }));
  expect(logged.map(decodeBillingEvent)).toEqual(expected);
  expect(new Set(story.events.map(({ type }) => type)).size).toBeGreaterThanOrEqual(11);
});

test.each<[string, unknown, string]>([
  ['usableFor', { charges: 'Every' }, 'event'],
  ['usableFor', { charges: 'OfOrdersFrom', orderNumber: 3 }, 'event'],
  ['usableFor', { charges: 'OfOrdersFrom' }, 'unreadable'],
  ['usableFor', { charges: 'Every', orderNumber: 3 }, 'unreadable'],
  ['usableFor', { charges: 'NextOverageInvoice' }, 'event'],
  ['usableFor', { charges: 'NextOverageInvoice', orderNumber: 3 }, 'unreadable'],
  ['usableFor', { charges: 'Some' }, 'unreadable'],
  ['usableFor', null, 'unreadable'],
  ['amount', { currency: 'EUR', amount: '1.005' }, 'unreadable'],
  ['amount', { currency: 'JPY', amount: '1' }, 'event'],
  ['grantedOn', '2021-02-29', 'unreadable'],
  ['creditId', 'EA53E1E4-13BE-4240-8ABB-2F44B4CE3062', 'unreadable'],
  ['document', 'contoso-1', 'unreadable'],
])('a retained credit with the %s %j', async (member, value, outcome) => {
  const sample = sampleOf('RetainedCreditGranted');
  const [event] = await throughLog({ ...sample, data: { ...sample.data, [member]: value } });
  expect(event && decodeEvent(event).outcome).toBe(outcome);
});

test.each<[unknown, string]>([
  [{ counts: false, why: 'Exchange' }, 'event'],
  [{ counts: false, why: 'ProgramTransfer' }, 'event'],
  [{ counts: false, why: 'Friendship' }, 'unreadable'],
  [{ counts: 'false', why: 'Exchange' }, 'unreadable'],
  [{ counts: true }, 'unreadable'],
])('a return whose use of the cap is %j', async (cap, outcome) => {
  const sample = sampleOf('ReservationReturned');
  const [event] = await throughLog({ ...sample, data: { ...sample.data, cap } });
  expect(event && decodeEvent(event).outcome).toBe(outcome);
});

const TOKEN = { token: 'tok_4f1c9d7e', brand: 'Visa', last4: '4242' };

test.each<[unknown, string]>([
  [{ method: 'invoice', invoice: 'contoso-000001' }, 'event'],
  [{ method: 'invoice' }, 'unreadable'],
  [{ method: 'invoice', invoice: 'contoso-000001', card: TOKEN }, 'unreadable'],
  [{ method: 'card', invoice: 'contoso-000001', card: TOKEN }, 'event'],
  [{ method: 'card', invoice: 'contoso-000001' }, 'unreadable'],
  [{ method: 'card', invoice: 'contoso-000001', card: { ...TOKEN, number: '4242' } }, 'unreadable'],
  [{ method: 'prepayment' }, 'event'],
  [{ method: 'prepayment', month: '2021-03' }, 'unreadable'],
  [{ method: 'overage', month: '2021-03' }, 'event'],
  [{ method: 'overage', month: '2021-3' }, 'unreadable'],
  [{ method: 'overage', month: '2021-03-01' }, 'unreadable'],
  [{ method: 'overage' }, 'unreadable'],
  [{ method: 'creditNote', creditNote: 'contoso-000001' }, 'unreadable'],
  [{ method: 'Card', invoice: 'contoso-000001', card: TOKEN }, 'unreadable'],
])('a charge paid by %j', async (paidBy, outcome) => {
  const sample = sampleOf('ChargeMade');
  const [event] = await throughLog({ ...sample, data: { ...sample.data, paidBy } });
  expect(event && decodeEvent(event).outcome).toBe(outcome);
});

test.each(['3F2B0C86-3A0E-4C53-9E0C-0A7F6B7B4E11', 'transfer-1', ''])(
  'a transfer of retained credit is refused with the id %j',
  async (transferId) => {
    const sample = sampleOf('RetainedCreditTransferred');
    const [event] = await throughLog({ ...sample, data: { ...sample.data, transferId } });
    expect(event && decodeEvent(event).outcome).toBe('unreadable');
  },
);

test('an event of an unknown type is told, not thrown', async () => {
  const [event] = await throughLog({ type: 'ReservationGifted', schema: 1, data: {} });
  expect(event && decodeEvent(event)).toEqual({
    outcome: 'unreadable',
    why: 'unknown event type ReservationGifted',
  });
});

const DECODERS = [
  decodeBillingEvent,
  decodeSubscriptionEvent,
  decodePolicyTermsEvent,
  decodeUtilisationEvent,
];

test('an event is read only in the stream it belongs to', async () => {
  const [linked, voided, published, measured, accepted] = await throughLog(
    sampleOf('SubscriptionLinked'),
    sampleOf('InvoiceVoided'),
    sampleOf('PolicyTermsPublished'),
    sampleOf('UsageReported'),
    sampleOf('OperationAccepted'),
  );
  const outcomes = (event: LoggedEvent | undefined) =>
    event && DECODERS.filter((decode) => decode(event).outcome === 'event').map(({ name }) => name);
  expect(outcomes(linked)).toEqual(['decodeSubscriptionEvent']);
  expect(outcomes(voided)).toEqual(['decodeBillingEvent']);
  expect(outcomes(published)).toEqual(['decodePolicyTermsEvent']);
  expect(outcomes(measured)).toEqual(['decodeUtilisationEvent']);
  expect(outcomes(accepted)).toEqual(DECODERS.map(({ name }) => name));
});

test('why an event is unreadable names the member and what was expected', async () => {
  const sample = sampleOf('ChargeMade');
  const [event] = await throughLog({ ...sample, data: { ...sample.data, quantity: 0 } });
  expect(event && decodeEvent(event)).toMatchObject({
    outcome: 'unreadable',
    why: expect.stringMatching(/^ChargeMade: .*data\.quantity/s) as unknown,
  });
});

test('an event that could not be read back is never written', () => {
  const opened = openedAccount();
  const forever: BillingEvent = { ...opened, data: { ...opened.data, paymentTermDays: Infinity } };
  expect(() => encodeEvent(forever)).toThrow(/paymentTermDays/);
});

test.each(['Cont\0so', 'Contoso\ud83c', '\udf0dContoso'])(
  'the text %j, which no table can hold, is never written, and named when it is read',
  async (displayName) => {
    const opened = openedAccount();
    const changed: BillingEvent = { ...opened, data: { ...opened.data, displayName } };
    expect(() => encodeEvent(changed)).toThrow(/half a character or NUL.*data\.displayName/s);
    const [event] = await throughLog({ ...encodeEvent(opened), data: changed.data });
    expect(event && decodeEvent(event)).toMatchObject({
      outcome: 'unreadable',
      why: expect.stringMatching(/data\.displayName/) as unknown,
    });
  },
);

test('every other text is written and read as it is', async () => {
  const opened = openedAccount();
  const displayName = ' Contoso\t\u0001 „Zürich“ \u{1f30d} \ufffd\n';
  const changed: BillingEvent = { ...opened, data: { ...opened.data, displayName } };
  const [event] = await throughLog(encodeEvent(changed));
  expect(event && decodeEvent(event)).toEqual({ outcome: 'event', event: changed });
});

test.each<[unknown]>([
  [{ 'na\0me': 1 }],
  [{ deep: { er: [{ '\ud800': true }] } }],
  [{ list: [['fine', 'n\0t']] }],
])('what a caller asked for is refused where it holds such a text: %j', async (request) => {
  const sample = sampleOf('OperationAccepted');
  const [event] = await throughLog({ ...sample, data: { ...sample.data, request } });
  expect(event && decodeEvent(event)).toMatchObject({
    outcome: 'unreadable',
    why: expect.stringMatching(/half a character or NUL.*data\.request/s) as unknown,
  });
});

function openedAccount(): Extract<BillingEvent, { type: 'BillingAccountOpened' }> {
  const [opened] = new AccountStory().facts('BillingAccountOpened');
  if (opened === undefined) throw new Error('The account was not opened');
  return { type: 'BillingAccountOpened', data: opened };
}

const STEPS: { [Operation in ExplanationStep['operation']]: object } = {
  roundHalfUp: { value: '1234.5' },
  convert: { amount: '16.68', from: 'EUR', rate: '1.1802', rateOn: '2021-03-26' },
  convertInversely: { amount: '16.68', to: 'EUR', rate: '0.8473', rateOn: '2021-03-26' },
  instalment: { total: '1034.14', instalments: 36, number: 1 },
  times: { amount: '28.73', count: 3 },
  proportion: { amount: '28.73', daysUsed: 13, daysInPeriod: 31 },
  subtract: { from: '28.73', amount: '12.05' },
  lesser: { pricePaid: '28.73', listPriceOfTheDay: '27.00' },
  laterInstalments: { total: '1034.14', instalments: 36, after: 1 },
  rateOf: { amount: '16.68', rate: '0.12' },
  apportion: { total: '2.00', weights: ['16.68', '3.00'], index: 1 },
  sum: { amounts: ['1.00', '2.00'] },
};

test.each(Object.entries(STEPS))(
  'a step of %s is read with its own inputs alone',
  (operation, inputs) => {
    const step = { name: 'step', operation, currency: 'EUR', inputs, result: '2.00' };
    const read = (changed: object) =>
      explanation.safeParse({ rules: ['R-AMT-4'], steps: [{ ...step, ...changed }] }).success;
    expect(read({})).toBe(true);
    expect(read({ inputs: { ...inputs, surplus: '1' } })).toBe(false);
    expect(read({ inputs: {} })).toBe(false);
    expect(read({ operation: 'guess' })).toBe(false);
    expect(read({ surplus: true })).toBe(false);
  },
);

test('money is read in exactly the text it is written in', () => {
  const code = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD').map(Money.currency);
  const amount = fc.oneof(
    fc.stringMatching(/^-?[0-9]{1,3}(\.[0-9]{0,4})?$/),
    fc.constantFrom('0', '-0', '-0.00', '0.00', '00.00', '1e3', '+1.00', ' 1.00', '.50', ''),
  );
  fc.assert(
    fc.property(code, amount, (currency, text) => {
      const written =
        Money.isExactIn(currency, text) && Money.money(currency, text).amount === text;
      expect(money.safeParse({ currency, amount: text }).success).toBe(written);
    }),
  );
});
