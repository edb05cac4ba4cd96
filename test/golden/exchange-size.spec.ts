import {
  APPEND_BYTES_MAX,
  billingAccountStream,
  chainStart,
  commandHash,
  commandId,
  encodeEvent,
  type EncodedOperation,
  encodeOperation,
  type PlainEvent,
} from '#event-log';
import { z } from 'zod';
import {
  billingAccountId,
  Calendar,
  prepaymentTermId,
  CHARGES_RETURNED_MAX,
  SELF_SERVICE_2021_04,
} from '#ledger-core';
import { AccountStory, CARD, expectAccepted, usd } from '../support/account-story';
import { reservationOfCharges } from '../support/many-charges';
import { eventSamples } from './event-samples';

const RESERVATIONS = 100;
const ACCOUNT = billingAccountId('5a2f0d0e-7a35-4c36-9d0a-0d1f6f3ce0a1:3d55-4d0f');
const stream = billingAccountStream(ACCOUNT);
const PREPAID = {
  termId: prepaymentTermId('term'),
  from: Calendar.day('2021-01-01'),
  to: Calendar.day('2022-01-01'),
  amount: usd('90000000.00'),
};

type Data = Readonly<Record<string, unknown>>;

function sample(type: string, changed: Data = {}, left: readonly string[] = []): PlainEvent {
  const found = eventSamples().get(`${type}.v1.json`);
  if (found === undefined) throw new Error(`No sample of ${type}`);
  const data = Object.entries({ ...found.data, ...changed }).filter(([key]) => !left.includes(key));
  return { ...found, data: Object.fromEntries(data) };
}

function hundred<Value>(value: Value): readonly Value[] {
  return Array.from({ length: RESERVATIONS }, () => value);
}

const ORDER = 'f3d6f0d5-5b05-4fde-8011-6c2eaffd74e9';
const PURCHASED = sample('ReservationPurchased', { purchaseOf: 'Exchange' });
const VOIDED = sample('InvoiceVoided');
const UNCAPPED = { purpose: 'Exchange', cap: { counts: false, why: 'Exchange' } };
const RETURNED_WHOLE = sample('ReservationReturned', UNCAPPED, ['sibling', 'reason']);
const RETURNED_WITHOUT_FEE = sample(
  'ReservationReturned',
  { ...UNCAPPED, shares: [withoutFee(RETURNED_WHOLE)] },
  ['sibling', 'reason'],
);

function withoutFee({ data }: PlainEvent): unknown {
  const [share] = z.array(z.looseObject({ feeLine: z.unknown() })).parse(data['shares']);
  return { ...share, feeLine: undefined };
}

/** As the caller made it, with all that was looked up for it: a price with its row for every reservation. */
function accepted(): PlainEvent {
  const { listPrice, exchangeRate, product } = PURCHASED.data;
  const bought = {
    product,
    quantity: 3,
    billingPlan: 'Monthly',
    displayName: 'Web tier, West Europe',
  };
  return sample('OperationAccepted', {
    request: {
      reservationsToReturn: hundred({ reservationId: ORDER, quantity: 3 }),
      reservationsToPurchase: hundred({ ...bought, billingSubscriptionId: ORDER }),
    },
    inputs: {
      listPrices: [...hundred({ product, listPrice }), ...hundred({ product, listPrice })],
      exchangeRate,
      terms: 'self-service-2021-04',
    },
    answer: { orders: hundred({ orderId: ORDER, reservationId: ORDER }) },
  });
}

/** Of as many invoices as reservations, each paid in part, into one new invoice. */
function exchange(returned: PlainEvent): EncodedOperation {
  const numbers = hundred(String(VOIDED.data['number']));
  const lines = [...hundred(ORDER), ...hundred(ORDER)];
  return encoded([
    accepted(),
    ...hundred(returned),
    ...hundred(PURCHASED),
    ...hundred(sample('ChargeMade')),
    sample('InvoiceIssued', {
      why: 'Exchange',
      carries: numbers,
      newLines: lines,
      lineCount: 300,
    }),
    ...hundred(VOIDED),
    sample('RetainedCreditGranted'),
  ]);
}

function encoded(events: readonly PlainEvent[]): EncodedOperation {
  return encodeOperation({
    stream,
    commandId: commandId('Exchange', ORDER),
    commandHash: commandHash({ kind: 'Exchange', target: ORDER, request: {} }),
    actor: { kind: 'principal', id: ORDER },
    effectiveOn: Calendar.day('2021-03-28'),
    recordedAt: Calendar.instant('2021-03-28T10:00:00.000Z'),
    correlationId: ORDER,
    causationId: ORDER,
    events,
    previousChain: chainStart(stream),
  });
}

test.each([
  ['whole, without a fee', RETURNED_WITHOUT_FEE],
  ['whole, with a fee', RETURNED_WHOLE],
])('an exchange of 100 reservations, returned %s, for 100 others is one append', (_, returned) => {
  const { outcome, bytes } = exchange(returned);

  expect({ outcome, bytes }).toMatchObject({ outcome: 'encoded' });
  expect(bytes).toBeLessThanOrEqual(APPEND_BYTES_MAX);
});

/** The dearest that was found: every old payment goes back to a card that is on file no longer. */
test('an exchange of 100 card purchases for 100 others, all money held, fits the store', () => {
  const story = new AccountStory(SELF_SERVICE_2021_04, undefined, {
    billingAccountId: ACCOUNT,
    payment: { method: 'card', card: CARD },
  });
  const bought = hundred('36.50').map((price) =>
    story.buy({ on: '2021-03-01', price, quantity: 3 }),
  );
  expectAccepted(
    story.do('2021-03-02', { type: 'ChangeCardOnFile', card: { ...CARD, token: 'tok_another' } }),
  );
  const purchases = hundred({ price: '40.00', quantity: 3, plan: 'Monthly' } as const);
  const before = story.events.length;
  expectAccepted(story.exchange('2021-03-28', bought, purchases));
  const decided = story.events.slice(before + 1).map((event) => encodeEvent(event));
  const held = decided.filter(({ type }) => type === 'CardRefundHeld');
  expect(held.length).toBeGreaterThan(90);

  const { outcome, bytes } = encoded([accepted(), ...decided]);
  expect({ outcome, bytes }).toMatchObject({ outcome: 'encoded' });
  expect(bytes).toBeLessThanOrEqual(APPEND_BYTES_MAX);
});

/** Each charge stands on a paper of its own, all of which are replaced. */
test('a refund of as many charges as one operation may give back fits the store', () => {
  const story = new AccountStory(SELF_SERVICE_2021_04, undefined, {
    billingAccountId: ACCOUNT,
    payment: { method: 'card', card: CARD },
  });
  const id = reservationOfCharges(story, CHARGES_RETURNED_MAX);
  expectAccepted(
    story.do('2021-02-16', { type: 'ChangeCardOnFile', card: { ...CARD, token: 'tok_another' } }),
  );
  const before = story.events.length;
  expectAccepted(story.refund(id, { on: '2021-02-20' }));
  const { outcome, bytes } = encoded([
    accepted(),
    ...story.events.slice(before + 1).map((event) => encodeEvent(event)),
  ]);
  expect({ outcome, bytes }).toMatchObject({ outcome: 'encoded' });
  expect(bytes).toBeLessThanOrEqual(APPEND_BYTES_MAX);
});

/** The dearest of an enrolment: parts of monthly reservations, each with a charge and a sibling of its own. */
test('an exchange of parts of 100 prepaid reservations for 100 others fits the store', () => {
  const story = new AccountStory(SELF_SERVICE_2021_04, undefined, {
    billingAccountId: ACCOUNT,
    agreementType: 'EnterpriseAgreement',
    payment: { method: 'prepayment', terms: [PREPAID] },
  });
  const plan = { price: '1000.01', plan: 'Monthly', quantity: 3 } as const;
  const bought = hundred(plan).map((each) => story.buy({ on: '2021-03-01', ...each }));
  const before = story.events.length;
  const parts = bought.map((id) => story.toReturn(id, { quantity: 2 }));
  expectAccepted(story.exchange('2021-03-28', parts, hundred(plan)));
  const { outcome, bytes } = encoded([
    accepted(),
    ...story.events.slice(before + 1).map((event) => encodeEvent(event)),
  ]);
  expect({ outcome, bytes }).toMatchObject({ outcome: 'encoded' });
  expect(bytes).toBeLessThanOrEqual(APPEND_BYTES_MAX);
});
