import { createHash } from 'node:crypto';
import { canonicalJson } from '#event-log';
import { tenantOf } from '#platform';
import { type Answer } from '../support/https-json';
import { ADMIN, type As } from '../support/ledger-system';
import { operationsOf } from '../reference/operations';
import { type Chapter, CHAPTER_START_MS_MAX, money, OWNER } from './chapters/chapter';
import { type Given, given, KEYED_REQUESTS, type Sent } from './keyed-requests';
import { KeyedSystem, REPLAYED } from './keyed-system';

const OTHER_TENANT = 'abababab-612d-4bcd-a849-c2542a68be99';

let keyed: KeyedSystem;
let chapter: Chapter;
let stands: Given;
const freshKey = () => keyed.freshKey();
const sends = (request: Sent, key?: string): Promise<Answer> => keyed.sends(request, key);
const written = () => keyed.written();

beforeAll(async () => {
  keyed = await KeyedSystem.begin('2021-01-15');
  ({ chapter } = keyed);
  stands = await given(chapter);
}, CHAPTER_START_MS_MAX);
afterAll(() => keyed.stop());

function payment(reference: string, by: As = ADMIN): Sent {
  const body = { invoiceNumber: 'invoiced-000001', amount: money('1.00'), paidOn: '2021-01-15' };
  const path = '/billingAccounts/invoiced/payments';
  return { by, method: 'POST', path, body: { ...body, reference } };
}

describe('every operation of /ledger/v1 that writes', () => {
  it('is tried here', () => {
    const writing = operationsOf(chapter.system.reference())
      .filter(({ verb, pattern }) => verb !== 'get' && pattern.startsWith('/ledger/v1/'))
      .map(({ verb, pattern }) => `${verb} ${pattern.slice('/ledger/v1'.length)}`);
    expect(writing.sort()).toEqual(Object.keys(KEYED_REQUESTS).sort());
  });

  it.each(Object.entries(KEYED_REQUESTS))(
    'answers the same key again with the first result, and no other request: %s',
    async (_, requestOn) => {
      const key = freshKey();
      const request = requestOn(stands);
      const first = await sends(request, key);
      expect([200, 201]).toContain(first.status);
      expect(first.headers).not.toHaveProperty('idempotency-replayed');
      const before = await written();

      const again = await sends(request, key);
      expect(again).toMatchObject({ status: first.status, headers: REPLAYED });
      expect(again.body).toEqual(first.body);
      expect(again.headers['x-ledger-position']).toBe(first.headers['x-ledger-position']);
      expect(again.headers['content-type']).toBe(first.headers['content-type']);

      const { order, reservation } = stands.owned;
      const swap = `/reservationOrders/${order}/reservations/${reservation}/swap`;
      const others: readonly Sent[] = [
        ...(request.body === undefined ? [] : [{ ...request, body: { another: 'body' } }]),
        { ...request, method: 'POST', path: request.path === '/autofill' ? swap : '/autofill' },
      ];
      for (const other of others)
        expect(await sends(other, key)).toMatchObject({ status: 409, body: { code: 'KeyReused' } });
      expect(await written()).toEqual(before);
    },
  );
});

describe('an Idempotency-Key', () => {
  it('says what it was used for when it comes with another body, path or method', async () => {
    const saying = (text: string) => ({
      ...{ code: 'KeyReused', detail: expect.stringContaining(text) as unknown },
      field: 'Idempotency-Key',
    });
    const key = freshKey();
    expect((await sends(payment('first'), key)).status).toBe(201);
    expect(await sends(payment('second'), key)).toMatchObject({
      status: 409,
      body: saying('POST /ledger/v1/billingAccounts/invoiced/payments with another body;'),
    });
    const ofOwner = freshKey();
    const owners = `/reservationOrders/${stands.owned.order}/owners/carol@contoso.example`;
    const adds: Sent = { by: OWNER, method: 'PUT', path: owners };
    expect((await sends(adds, ofOwner)).status).toBe(200);
    for (const other of [{ path: owners.replace('carol', 'dave') }, { method: 'DELETE' }])
      expect(await sends({ ...adds, ...other }, ofOwner)).toMatchObject({
        status: 409,
        body: saying(`PUT /ledger/v1${owners};`),
      });
  });

  it('stands for the first result, whatever has changed since, in whatever order the body is written', async () => {
    const key = freshKey();
    const path = '/billingAccounts/carded/cardOnFile';
    const card = { token: 'tok_third', brand: 'Visa', last4: '0003' };
    const first = await sends({ by: ADMIN, method: 'PUT', path, body: card }, key);
    await chapter.post(path, { ...card, token: 'tok_fourth' }, 'PUT');
    const before = await written();
    const body = `{ "last4":"0003", "brand":"Vis\\u0061", "token":"tok_third" }`;
    const again = await sends({ by: ADMIN, method: 'PUT', path: `${path}/`, body }, key);
    expect(again).toMatchObject({ status: 200, headers: REPLAYED });
    expect(again.body).toEqual(first.body);
    expect(await written()).toEqual(before);
    expect(await chapter.get('/billingAccounts/carded')).toMatchObject({
      payment: { card: { token: 'tok_fourth' } },
    });
  });

  it('is another one of another principal, and of the same name in another tenant', async () => {
    const key = freshKey();
    const roles = ['Ledger.Admin'];
    const callers = [
      ADMIN,
      { principal: 'second@ledger.example', roles },
      { ...ADMIN, tenant: OTHER_TENANT },
    ];
    for (const [index, by] of callers.entries()) {
      const request = payment(`of caller ${index}`, by);
      const first = await sends(request, key);
      expect(first.status).toBe(201);
      expect(first.headers).not.toHaveProperty('idempotency-replayed');
      expect(await sends(request, key)).toMatchObject({ headers: REPLAYED, body: first.body });
    }
  });

  it.each<readonly [string, () => Sent, number]>([
    ['a rule', () => payment(''), 400],
    ['a field', () => ({ ...payment('x'), body: { amount: 1 } }), 400],
    [
      'an account that is not there',
      () => ({ ...payment('x'), path: '/billingAccounts/nobody/payments' }),
      404,
    ],
    ['a role', () => payment('x', OWNER), 403],
  ])('is unspent by a request that is refused for %s', async (_, refused, status) => {
    const key = freshKey();
    expect((await sends(refused(), key)).status).toBe(status);
    const { by } = refused();
    const autofill = { reservations: [stands.owned.reservation], mode: 'refundAll' };
    const accepted =
      by === OWNER ? { by, method: 'POST', path: '/autofill', body: autofill } : payment('y');
    const first = await sends(accepted, key);
    expect(first.status).toBeLessThan(300);
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
  });

  it.each([' ', 'with blank', 'ä', 'x'.repeat(256)])('is no key: %j', async (key) => {
    const answers = ['POST', 'PUT'].map((method) =>
      sends(
        {
          by: ADMIN,
          method,
          path: method === 'PUT' ? '/billingAccounts/carded/cardOnFile' : '/clock',
          body: {},
        },
        key,
      ),
    );
    for (const answer of await Promise.all(answers))
      expect(answer).toMatchObject({ status: 400, body: { field: 'Idempotency-Key' } });
  });

  it('is carried out once of twelve at once, and all get the one answer', async () => {
    const key = freshKey();
    const head = await keyed.log.head();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => sends(payment('twelve'), key)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const positions = new Set(answers.map(({ headers }) => headers['x-ledger-position']));
    expect(positions.size).toBe(1);
    expect(
      answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true'),
    ).toHaveLength(11);
    expect([...positions]).toEqual([String(await keyed.log.head())]);
    expect(await keyed.log.head()).not.toBe(head);
  });

  it('of two requests at once that differ names one', async () => {
    const key = freshKey();
    const answers = await Promise.all([sends(payment('one'), key), sends(payment('other'), key)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('a claim that a crash has left behind', () => {
  it('before the command was written: it is carried out', async () => {
    const key = freshKey();
    const { body, method, path } = payment('lost');
    const bodyHash = createHash('sha256').update(canonicalJson(body)).digest('hex');
    await keyed.tables.query(
      `insert into idempotency_key
         (tenant_id, principal_id, key, method, path, body_hash, claim, claimed_at)
       values ($1, $2, $3, $4, $5, $6, gen_random_uuid(), now() - interval '1 minute')`,
      [tenantOf(ADMIN.principal), ADMIN.principal, key, method, `/ledger/v1${path}`, bodyHash],
    );
    const before = await written();
    expect(await sends(payment('another'), key)).toMatchObject({ status: 409 });
    expect(await written()).toEqual(before);
    const first = await sends(payment('lost'), key);
    expect(first.status).toBe(201);
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(await written()).not.toEqual(before);
    const again = await sends(payment('lost'), key);
    expect(again).toMatchObject({ status: 201, headers: REPLAYED, body: first.body });
  });

  it('after the command was written: it is answered as the first time and written once', async () => {
    const key = freshKey();
    const first = await sends(payment('written'), key);
    await keyed.crashed(key, 60);
    const before = await written();
    const again = await sends(payment('written'), key);
    expect(again).toMatchObject({ status: 201, headers: REPLAYED, body: first.body });
    expect(again.headers['x-ledger-position']).toBe(first.headers['x-ledger-position']);
    expect(await written()).toEqual(before);
    const third = await sends(payment('written'), key);
    expect(third).toMatchObject({ status: 201, headers: REPLAYED, body: first.body });
  });

  it('by a process that is still at work: its answer is waited for', async () => {
    const key = freshKey();
    const first = await sends(payment('at work'), key);
    expect(first.status).toBe(201);
    await keyed.crashed(key, 0);
    const waiting = sends(payment('at work'), key);
    await keyed.tables.query('select pg_sleep(0.7)');
    const body = JSON.stringify(first.body).replace('at work', 'told by the other process');
    const answer = { headers: { 'x-ledger-position': '42' }, body };
    await keyed.tables.query(
      'update idempotency_key set claim = null, status = 201, answer = $2 where key = $1',
      [key, JSON.stringify(answer)],
    );
    expect(await waiting).toMatchObject({
      status: 201,
      body: { reference: 'told by the other process' },
    });
  });

  it('a moment ago: it is waited for, not for ever, and then taken over', async () => {
    const key = freshKey();
    const first = await sends(payment('a moment ago'), key);
    await keyed.crashed(key, 3);
    const other = await sends(payment('another'), key);
    expect(other).toMatchObject({ status: 409, body: { code: 'KeyReused' } });
    expect(other.body).toMatchObject({
      detail: expect.stringContaining('whose end is not known; send that again') as unknown,
    });
    const again = await sends(payment('a moment ago'), key);
    expect(again).toMatchObject({ status: 201, headers: REPLAYED, body: first.body });
  });
});

describe('a request that may have been carried out before and is refused now', () => {
  it('keeps its key: the refusal says nothing of the time before', async () => {
    const key = freshKey();
    const now = await sends({ by: ADMIN, method: 'GET', path: '/clock' });
    const day = String(/\d{4}-\d{2}-\d{2}/.exec(JSON.stringify(now.body)));
    const setsClock = (time: string): Sent => ({
      ...{ by: ADMIN, method: 'POST', path: '/clock', body: { to: `${day}T${time}Z` } },
    });
    expect((await sends(setsClock('23:00:00'), key)).status).toBe(200);
    await keyed.crashed(key, 10);
    expect((await sends(setsClock('23:30:00'))).status).toBe(200);
    const again = await sends(setsClock('23:00:00'), key);
    expect(again).toMatchObject({ status: 409, body: { code: 'ClockBackwards' } });
    const before = await written();
    const other = await sends(payment('under a key that is not free'), key);
    expect(other).toMatchObject({ status: 409, body: { code: 'KeyReused' } });
    expect(await written()).toEqual(before);
  });
});

describe('a request that was carried out and could not be answered', () => {
  it('keeps its key: the same again is answered, another is refused', async () => {
    const key = freshKey();
    const opens: Sent = {
      ...{ by: ADMIN, method: 'POST', path: '/billingAccounts' },
      body: {
        ...{ id: 'unread', agreementType: 'MicrosoftCustomerAgreement', currency: 'USD' },
        ...{ displayName: 'Unread', payment: { method: 'invoice' } },
      },
    };
    await chapter.system.pauseProjection();
    const unread = await sends(opens, key);
    const other = await sends(payment('other'), key);
    chapter.system.resumeProjection();
    expect(unread).toMatchObject({ status: 503, body: { code: 'LedgerUnavailable' } });
    expect(other).toMatchObject({ status: 409, body: { code: 'KeyReused' } });
    // Nobody is at it any more: whoever sends it again does not wait.
    const kept = 'select claim, status from idempotency_key where key = $1';
    expect(await keyed.tables.query(kept, [key])).toEqual([{ claim: null, status: null }]);
    const before = await written();
    expect(await sends(opens, key)).toMatchObject({ status: 201, headers: REPLAYED });
    expect(await written()).toEqual(before);
  });
});
