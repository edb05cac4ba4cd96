import { ADMIN, type As, AUDITOR } from '../support/ledger-system';
import { type Answer } from '../support/https-json';
import {
  beginChapter,
  CARD,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  money,
  opensAccount,
  OWNER,
  PAYERS,
  term,
} from './chapters/chapter';
import { papers } from './chapters/papers';
import { buys, calculatesRefund, type Held, read, refunds, restOf } from './chapters/trading';

const MALLORY: As = { principal: 'mallory@contoso.example' };
const BOB: As = { principal: 'bob@contoso.example' };
const NOWHERE = '99999999-0000-4000-8000-000000000001';
const idOf = ({ order, reservation }: Held) =>
  `/providers/Microsoft.Capacity/reservationOrders/${order}/reservations/${reservation}`;

let chapter: Chapter;
const as = (caller: As) => chapter.system.ledger(caller);

beforeAll(async () => {
  chapter = await beginChapter('2021-01-15');
}, CHAPTER_START_MS_MAX);
afterAll(() => chapter.system.stop());

/** A report of usage of one reservation: days with the units used on each. */
function days(reservationId: string, ...reported: readonly (readonly [string, string])[]) {
  return { days: reported.map(([on, usedQuantity]) => ({ reservationId, on, usedQuantity })) };
}

describe('usage, reported over /ledger/v1', () => {
  const usage = (body: unknown, by = ADMIN, headers = {}) =>
    as(by).post('/billingAccounts/metered/usage', body, headers);
  let held: Held;
  let split: Held;
  beforeAll(async () => {
    await opensAccount(chapter, 'metered');
    await opensAccount(chapter, 'elsewhere');
    held = await buys(chapter, 'metered', { quantity: 3 });
    split = await buys(chapter, 'metered', { quantity: 4 });
    await dayIs(chapter, '2021-01-20');
  });

  it('is for Ledger.Admin to report, on days that have come, of reservations of the account', async () => {
    const foreign = await buys(chapter, 'elsewhere');
    const refused: readonly (readonly [Promise<Answer>, number, string])[] = [
      [usage(days(held.reservation, ['2021-01-16', '1']), OWNER), 403, 'AuthorizationFailed'],
      [usage(days(held.reservation, ['2021-01-16', '1']), AUDITOR), 403, 'AuthorizationFailed'],
      [usage(days(held.reservation, ['2021-01-21', '1'])), 400, 'UsageInTheFuture'],
      [usage(days(held.reservation, ['2021-01-16', '-1'])), 400, 'UsageNotAQuantity'],
      [usage(days(foreign.reservation, ['2021-01-20', '1'])), 400, 'UsageOfAnotherAccount'],
      [usage({ days: [] }), 400, 'UsageDaysOutOfRange'],
      [
        usage({ ...days(held.reservation, ['2021-01-16', '1']), on: '2021-01-16' }),
        400,
        'BadRequest',
      ],
      [
        as(ADMIN).post('/billingAccounts/nobody/usage', days(NOWHERE, ['2021-01-16', '1'])),
        404,
        'BillingAccountUnknown',
      ],
    ];
    for (const [answer, status, code] of refused)
      expect(await answer).toMatchObject({ status, body: { code } });
    expect(await calculatesRefund(chapter, held)).toMatchObject({ back: 365 });
  });

  // Five of 365 days, a unit: 365.00 × 5 ÷ 365 = 5.00 is consumed, 360.00 comes back; no fee within five days.
  it('makes the refund of a part prorated and free of a fee, and counts for the rest too', async () => {
    const key = { 'Idempotency-Key': 'january' };
    const body = days(idOf(held), ['2021-01-16', '0'], ['2021-01-17', '0.25'], ['2021-01-18', '2']);
    const answer = { billingAccountId: 'metered', daysReported: 3, reportedOn: '2021-01-20' };
    expect(await usage(body, ADMIN, key)).toMatchObject({ status: 200, body: answer });
    const again = await usage(body, ADMIN, key);
    expect(again).toMatchObject({ status: 200, body: answer });
    expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true' });
    const other = await usage(days(held.reservation, ['2021-01-16', '1']), ADMIN, key);
    expect(other).toMatchObject({ status: 409, body: { code: 'KeyReused' } });

    expect(await refunds(chapter, held)).toMatchObject({ back: 360, errors: [] });
    const rest = await restOf(chapter, held);
    expect(await calculatesRefund(chapter, rest, 2)).toMatchObject({ back: 720 });
    expect((await papers(chapter, 'metered')).at(-1)).toContain('Refund -360.00');
  });

  // 4 units of 365.00: one is returned from a part of two after five days, 360.00 if used and 365.00 if not.
  it('of the parent of a split counts for its parts, until it is reported to be none', async () => {
    const parts = await chapter.client.reservation.beginSplitAndWait(split.order, {
      quantities: [2, 2],
      reservationId: idOf(split),
    });
    const active = parts.filter(({ properties }) => properties?.provisioningState === 'Succeeded');
    const [part] = active.map(({ id = '' }) => ({
      ...split,
      reservation: id.split('/').at(-1) ?? '',
    }));
    if (part === undefined) throw new Error('Nothing was split');
    expect(await calculatesRefund(chapter, part)).toMatchObject({ back: 365 });
    await chapter.post(
      '/billingAccounts/metered/usage',
      days(split.reservation, ['2021-01-15', '4']),
    );
    expect(await calculatesRefund(chapter, part)).toMatchObject({ back: 360 });
    await chapter.post(
      '/billingAccounts/metered/usage',
      days(split.reservation, ['2021-01-15', '0']),
    );
    expect(await calculatesRefund(chapter, part)).toMatchObject({ back: 365 });
  });
});

describe('the return list', () => {
  const fills = (body: unknown, by: As = OWNER) => as(by).post('/autofill', body);
  let six: Held;
  let two: Held;
  beforeAll(async () => {
    await opensAccount(chapter, 'listed');
    six = await buys(chapter, 'listed', { quantity: 6 });
    two = await buys(chapter, 'listed', { quantity: 2 });
    await dayIs(chapter, '2021-02-08');
  });

  it('takes the whole of each, or what leaves the average of the seven days before', async () => {
    // Before anything is reported nothing was used: the whole goes.
    const reservations = [idOf(six), two.reservation];
    const whole = [
      { reservationId: six.reservation, quantity: 6 },
      { reservationId: two.reservation, quantity: 2 },
    ];
    const optimised = { reservations, mode: 'optimizeUtilization' };
    expect(await fills(optimised)).toMatchObject({
      status: 200,
      body: { reservationsToReturn: whole },
    });
    // 3 + 3 + 3.5 + 5 = 14.5 on four of the days 1 to 7 February, 2.07 a day: 3 of 6 stay. 31 January and today
    // do not count. 2 a day of the other: nothing of it can go, and it has no line.
    await chapter.post(
      '/billingAccounts/listed/usage',
      days(
        six.reservation,
        ...[
          ['2021-01-31', '6'],
          ['2021-02-01', '3'],
          ['2021-02-02', '3'],
        ].map(pair),
        ...[
          ['2021-02-03', '3.5'],
          ['2021-02-07', '5'],
          ['2021-02-08', '6'],
        ].map(pair),
      ),
    );
    const each = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2021-02-${day}`);
    await chapter.post(
      '/billingAccounts/listed/usage',
      days(two.reservation, ...each.map((on) => pair([on, '2']))),
    );
    expect((await fills(optimised)).body).toEqual({
      reservationsToReturn: [{ reservationId: six.reservation, quantity: 3 }],
    });
    expect((await fills({ reservations, mode: 'refundAll' })).body).toEqual({
      reservationsToReturn: whole,
    });
  });

  it('is filled for the Owner of every order alone, and says what it does not understand', async () => {
    const reservations = [six.reservation];
    const mode = 'refundAll';
    expect((await fills({ reservations, mode }, ADMIN)).status).toBe(403);
    expect((await fills({ reservations, mode }, MALLORY)).status).toBe(403);
    expect(await fills({ reservations: [NOWHERE], mode })).toMatchObject({ status: 404 });
    expect(await fills({ reservations: ['all'], mode })).toMatchObject({ status: 400 });
    expect(await fills({ reservations: [], mode })).toMatchObject({ status: 400 });
    expect(await fills({ reservations, mode: 'everything' })).toMatchObject({
      status: 400,
      body: { field: 'mode' },
    });
  });
});

describe('the payment of an account', () => {
  it('shows the card on file, which can be changed', async () => {
    const other = { token: 'tok_second', brand: 'Mastercard', last4: '1881' };
    await opensAccount(chapter, 'carded', PAYERS.card);
    expect(await chapter.get('/billingAccounts/carded')).toMatchObject({
      payment: { method: 'card', card: CARD },
    });
    const changes = (body: unknown, by = ADMIN, account = 'carded') =>
      as(by).send('PUT', `/ledger/v1/billingAccounts/${account}/cardOnFile`, body);
    expect(await changes(other, AUDITOR)).toMatchObject({ status: 403 });
    expect(await changes({ ...other, number: '4111' })).toMatchObject({ status: 400 });
    expect(await changes(other, ADMIN, 'metered')).toMatchObject({
      status: 400,
      body: { code: 'PaymentMethodOfAccount' },
    });
    expect(await changes(other)).toMatchObject({ status: 200, body: other });
    expect(await chapter.get('/billingAccounts/carded')).toMatchObject({
      payment: { method: 'card', card: other },
    });
  });

  // 2,000.00 − 365.00 = 1,635.00 is left of the term; the next one counts from its first day on.
  it('shows the terms of an enrolment with what is left, and a renewed one is added', async () => {
    const first = term('2021', '2021-01-01', '2022-01-01', '2000.00');
    const next = term('2022', '2022-01-01', '2023-01-01', '1000.00');
    await opensAccount(chapter, 'enrolled', PAYERS.enrolment(first));
    await buys(chapter, 'enrolled');
    const adds = (body: unknown, by = ADMIN) =>
      as(by).post('/billingAccounts/enrolled/prepaymentTerms', body);
    expect(await adds(next, AUDITOR)).toMatchObject({ status: 403 });
    expect(await adds({ ...next, from: '2021-12-31' })).toMatchObject({
      status: 400,
      body: { code: 'PrepaymentTermsOverlap' },
    });
    expect(await adds(next)).toMatchObject({
      status: 201,
      body: { ...next, addedOn: '2021-02-08', available: money('1635.00') },
    });
    expect(await adds({ ...next, from: '2023-01-01', to: '2024-01-01' })).toMatchObject({
      status: 409,
      body: { code: 'PrepaymentTermExists' },
    });
    expect(await chapter.get('/billingAccounts/enrolled')).toMatchObject({
      payment: {
        method: 'prepayment',
        terms: [
          { ...first, remaining: money('1635.00') },
          { ...next, remaining: money('1000.00') },
        ],
      },
      balances: { prepayment: money('1635.00') },
    });
  });
});

describe('an order', () => {
  let held: Held;
  const owners = (method: string, by: As, principal = '') =>
    as(by).send(method, `/ledger/v1/reservationOrders/${held.order}/owners${principal}`);
  const swaps = (armSkuName: string, by: As = OWNER) =>
    as(by).post(`/reservationOrders/${held.order}/reservations/${held.reservation}/swap`, {
      armSkuName,
    });
  beforeAll(async () => {
    await opensAccount(chapter, 'owned');
    held = await buys(chapter, 'owned', { sku: 'Standard_F1' });
  });

  it('is swapped to the twin and back: a new revision, the same term, no paper', async () => {
    const resource = () => chapter.client.reservation.get(held.order, held.reservation);
    const before = await resource();
    const { expiryDate } = await read(chapter, held);
    expect((await swaps('Standard_F1s', ADMIN)).status).toBe(403);
    expect(await swaps('Standard_A1')).toMatchObject({ status: 400, body: { code: 'NoSuchTwin' } });
    expect(await swaps('standard_f1s')).toMatchObject({
      status: 200,
      body: {
        reservationOrderId: held.order,
        reservationId: held.reservation,
        fromArmSkuName: 'Standard_F1',
        armSkuName: 'Standard_F1s',
        swappedOn: '2021-02-08',
        expiresOn: '2022-02-08',
      },
    });
    const after = await resource();
    expect(after.sku?.name).toBe('Standard_F1s');
    expect(after.etag).toBeGreaterThan(before.etag ?? 0);
    expect(after.properties?.expiryDate).toEqual(expiryDate);
    expect((await swaps('Standard_F1')).status).toBe(200);
    expect((await resource()).etag).toBeGreaterThan(after.etag ?? 0);
    expect(await papers(chapter, 'owned')).toHaveLength(1);
  });

  it('shows its Owners to them, Ledger.Admin and Ledger.Auditor', async () => {
    const alice = { value: [{ principal: OWNER.principal }] };
    for (const reader of [OWNER, ADMIN, AUDITOR])
      expect(await owners('GET', reader)).toMatchObject({ status: 200, body: alice });
    expect((await owners('GET', MALLORY)).status).toBe(403);
  });

  it('gets and loses Owners by its Owners alone, and keeps the last', async () => {
    const bob = `/${encodeURIComponent(BOB.principal)}`;
    const alice = `/${encodeURIComponent(OWNER.principal)}`;
    expect((await owners('PUT', ADMIN, bob)).status).toBe(403);
    expect((await owners('PUT', MALLORY, `/${MALLORY.principal}`)).status).toBe(403);
    expect(await owners('DELETE', OWNER, alice)).toMatchObject({
      status: 409,
      body: { code: 'LastOwner', rule: 'R-ACC-1' },
    });
    expect(await owners('PUT', OWNER, bob)).toMatchObject({
      status: 200,
      body: { value: [{ principal: OWNER.principal }, { principal: BOB.principal }] },
    });
    expect((await owners('DELETE', BOB, alice)).body).toEqual({
      value: [{ principal: BOB.principal }],
    });
    expect((await owners('GET', OWNER)).status).toBe(403);
    expect(await owners('DELETE', BOB, alice)).toMatchObject({ status: 404 });
    expect((await owners('GET', BOB)).body).toEqual({ value: [{ principal: BOB.principal }] });
  });
});

function pair([on = '', usedQuantity = '']: readonly string[]): readonly [string, string] {
  return [on, usedQuantity];
}
