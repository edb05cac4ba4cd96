import { connect } from 'node:tls';
import { call } from '../support/https-json';
import { ADMIN, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount } from './opened-account';

const START_MS_MAX = 60_000;
const ALICE = { principal: 'alice@contoso.example' };
const SUBSCRIPTION = 'eeeeeeee-612d-4bcd-a849-c2542a68be01';
const GUID = 'eeeeeeee-612d-4bcd-a849-c2542a68be02';
const CAPACITY = '/providers/Microsoft.Capacity';
const VERSION = 'api-version=2022-11-01';
const TOO_LONG = 'x'.repeat(1_100);
const REQUEST_ID = /^[0-9a-f-]{36}$/;

const containing = (text: string): unknown => expect.stringContaining(text);
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

describe('what cannot be understood', () => {
  let system: LedgerSystem;
  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    await openAccount(system, 'contoso', SUBSCRIPTION);
  }, START_MS_MAX);
  afterAll(() => system.stop());

  describe('in a URL', () => {
    const get = (path: string) =>
      call({ method: 'GET', url: `${system.url}${path}`, ca: system.ca });

    it.each([
      ['a broken escape', '/providers/%zz', 400],
      ['a part too long', `${CAPACITY}/reservationOrders/${TOO_LONG}?${VERSION}`, 414],
    ])("is answered as Azure's callers expect it: %s", async (_, path, status) => {
      expect(await get(path)).toMatchObject({
        status,
        headers: { 'x-ms-request-id': matching(REQUEST_ID) },
        body: { error: { code: 'InvalidRequestContent', message: containing('URL') } },
      });
    });

    it.each([
      ['a broken escape', '/ledger/v1/billingAccounts/%zz', 400, 'MalformedRequest'],
      ['a part too long', `/ledger/v1/billingAccounts/${TOO_LONG}`, 414, 'UrlTooLong'],
    ])('is answered with a problem: %s', async (_, path, status, code) => {
      expect(await get(path)).toMatchObject({
        status,
        headers: { 'content-type': 'application/problem+json; charset=utf-8' },
        body: { status, code, instance: matching(/^urn:request:[0-9a-f-]{36}$/) },
      });
    });
  });

  describe('in a text', () => {
    const NUL = 'a\u0000b';
    const HALF = 'a\ud800';
    const purchase = (properties: object, sku = 'Standard_Year', location = 'westus') => ({
      sku: { name: sku },
      location,
      properties: {
        billingScopeId: SUBSCRIPTION,
        term: 'P1Y',
        quantity: 1,
        displayName: 'Text',
        ...properties,
      },
    });
    const priced = (body: unknown) =>
      system.ledger(ALICE).send('POST', `${CAPACITY}/calculatePrice?${VERSION}`, body);

    it.each([
      ['properties.displayName', purchase({ displayName: NUL })],
      ['properties.displayName', purchase({ displayName: HALF })],
      ['sku.name', purchase({}, NUL)],
      ['location', purchase({}, 'Standard_Year', HALF)],
      [
        'properties.appliedScopes.0',
        purchase({ appliedScopeType: 'Single', appliedScopes: [`/subscriptions/${NUL}`] }),
      ],
      [
        'properties.appliedScopeProperties.managementGroupId',
        purchase({
          appliedScopeType: 'ManagementGroup',
          appliedScopeProperties: { managementGroupId: HALF },
        }),
      ],
    ])('is refused by name in a purchase: %s', async (field, body) => {
      expect(await priced(body)).toMatchObject({
        status: 400,
        body: { error: { message: containing(`${field}: holds half a character or NUL`) } },
      });
    });

    it('is refused as the reason of a return', async () => {
      const path = `${CAPACITY}/reservationOrders/${GUID}/return?${VERSION}`;
      const reservationToReturn = { reservationId: GUID, quantity: 1 };
      const properties = { sessionId: GUID, reservationToReturn, returnReason: NUL };
      expect(await system.ledger(ALICE).send('POST', path, { properties })).toMatchObject({
        status: 400,
        body: { error: { message: containing('properties.returnReason') } },
      });
    });

    it.each([
      ['displayName', '/billingAccounts', { displayName: NUL }],
      ['displayName', '/billingAccounts', { displayName: HALF }],
      ['tenantId', '/billingAccounts', { tenantId: NUL }],
      ['partnerId', '/billingAccounts', { partnerId: HALF }],
      ['displayName', '/billingAccounts/contoso/subscriptions', { displayName: HALF }],
      ['reference', '/billingAccounts/contoso/payments', { reference: NUL }],
    ])('is refused by name: %s of POST %s %j', async (field, path, text) => {
      const bodies: Readonly<Record<string, object>> = {
        '/billingAccounts': {
          id: 'fabrikam',
          agreementType: 'MicrosoftCustomerAgreement',
          currency: 'USD',
          displayName: 'Fabrikam',
          payment: { method: 'invoice' },
        },
        '/billingAccounts/contoso/subscriptions': { subscriptionId: GUID },
        '/billingAccounts/contoso/payments': {
          invoiceNumber: 'contoso-000001',
          amount: { currency: 'USD', amount: '1.00' },
          paidOn: '2021-01-15',
        },
      };
      const answer = await system.ledger(ADMIN).post(path, { ...bodies[path], ...text });
      expect(answer).toMatchObject({ status: 400, body: { field } });
    });

    it('of any other kind is taken: the paired halves of a character among them', async () => {
      const answer = await priced(purchase({ displayName: 'Größe 👩‍🚀 \ud83d\ude80' }));
      expect(answer.status).toBe(200);
    });
  });

  it.each([
    ['NUL', 'a%00b', { field: 'principal', detail: containing('holds half a character or NUL') }],
    ['half a character', 'a%ED%A0%80', { detail: containing('UTF-8') }],
    ['a blank', 'a%20b', { field: 'principal', detail: containing('without blanks') }],
  ])('in a principal of a path is refused: %s', async (_, principal, problem) => {
    const path = `/ledger/v1/reservationOrders/${GUID}/owners/${principal}`;
    for (const verb of ['PUT', 'DELETE'])
      expect(await system.ledger(ALICE).send(verb, path)).toMatchObject({
        status: 400,
        body: problem,
      });
  });

  describe('in a body', () => {
    const PRICE = `${CAPACITY}/calculatePrice?${VERSION}`;
    const typed = (type: string, more = {}) => ({ 'content-type': type, ...more });
    const sent = (method: string, path: string, body: string, headers = {}) =>
      system.ledger(ALICE).send(method, path, body, headers);
    const refused = (status: number, code: string, said: string) => ({
      status,
      body: { error: { code, message: containing(said) } },
    });

    it.each([
      ['cut short', '{"sku":', 'not valid JSON'],
      ['a name by which programs are subverted', '{"__proto__":{"a":1}}', '__proto__'],
      ['a constructor', '{"constructor":{"prototype":{"a":1}}}', 'constructor'],
    ])('that is JSON by its type is told what is wrong: %s', async (_, body, said) => {
      expect(await sent('POST', PRICE, body)).toMatchObject(
        refused(400, 'InvalidRequestContent', said),
      );
    });

    it.each([
      ['application/x-www-form-urlencoded', 'sku=1'],
      ['text/xml', '<sku/>'],
      ['text/plain', '{}'],
    ])('of another type is told which is taken: %s', async (type, body) => {
      expect(await sent('POST', PRICE, body, typed(type))).toMatchObject(
        refused(415, 'InvalidRequestContent', 'Content-Type: application/json'),
      );
    });

    it('that is compressed is told so', async () => {
      const headers = { 'content-encoding': 'gzip' };
      expect(await sent('POST', PRICE, '{}', headers)).toMatchObject(
        refused(415, 'InvalidRequestContent', 'Content-Encoding: gzip'),
      );
    });

    it('that is too large is told how large it may be', async () => {
      const body = JSON.stringify({ sku: 'x'.repeat(1_100_000) });
      expect(await sent('POST', PRICE, body)).toMatchObject(
        refused(413, 'InvalidRequestContent', '1,048,576 bytes'),
      );
    });

    it('that is a price list may be larger', async () => {
      const list = { Items: [], note: 'x'.repeat(1_100_000) };
      expect(await system.ledger(ADMIN).post('/priceLists', list)).toMatchObject({
        status: 200,
        body: { imported: 0 },
      });
    });

    it.each(['', 'null', '[]', '"x"'])(
      'that is %j is told which fields are needed',
      async (body) => {
        expect(await sent('POST', PRICE, body)).toMatchObject(
          refused(400, 'BadRequest', 'properties.quantity'),
        );
      },
    );

    it.each([
      ['no quantity', {}, 'properties.quantity: is needed; a whole number from 1 to 1,000,000.'],
      ['text', { quantity: '2' }, 'a whole number from 1 to 1,000,000, not text.'],
      ['too many', { quantity: 1e30 }, 'must be a whole number from 1 to 1,000,000.'],
    ])('of a purchase with %s says what is accepted', async (_, quantity, said) => {
      const properties = { billingScopeId: SUBSCRIPTION, term: 'P1Y', ...quantity };
      const body = { sku: { name: 'Standard_Year' }, location: 'westus', properties };
      const answer = await sent('POST', PRICE, JSON.stringify(body));
      expect(answer).toMatchObject(refused(400, 'BadRequest', said));
    });

    it.each([
      ['POST', `${CAPACITY}/reservationOrders/${GUID}/reservations/${GUID}/archive?${VERSION}`],
      ['POST', `${CAPACITY}/reservationOrders/${GUID}/reservations/${GUID}/unarchive?${VERSION}`],
      ['PUT', `/ledger/v1/reservationOrders/${GUID}/owners/bob`],
      ['DELETE', `/ledger/v1/reservationOrders/${GUID}/owners/bob`],
    ])('that is empty is none, whatever its type is said to be: %s %s', async (method, path) => {
      const { status, body } = await sent(method, path, '');
      expect({ status, said: JSON.stringify(body) }).toMatchObject({
        status: 404,
        said: containing(`There is no reservation order ${GUID}`),
      });
    });

    it('that is empty hides no better answer', async () => {
      const path = `${CAPACITY}/reservationOrders/${GUID}?${VERSION}`;
      expect(await sent('DELETE', path, '')).toMatchObject({
        ...refused(405, 'HttpMethodNotSupported', 'GET, HEAD, PUT'),
        headers: { allow: 'GET, HEAD, PUT' },
      });
    });
  });

  describe('as a request at all', () => {
    /** What comes back on a connection of its own. */
    const said = (text: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(system.url);
        const chunks: Buffer[] = [];
        const socket = connect({ host: hostname, port: Number(port), ca: system.ca }, () => {
          socket.write(text);
        });
        socket.on('data', (chunk: Buffer) => chunks.push(chunk));
        socket.on('error', reject);
        socket.on('close', () => {
          resolve(Buffer.concat(chunks).toString());
        });
      });

    it("has the shape of the caller's surface: an unknown verb", async () => {
      const azure = await said(`FOO ${CAPACITY}/reservations HTTP/1.1\r\nHost: a\r\n\r\n`);
      expect(azure).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
      expect(azure).toContain('{"error":{"code":"InvalidRequestContent","message":');
      const ours = await said('FOO /ledger/v1/clock HTTP/1.1\r\nHost: a\r\n\r\n');
      expect(ours).toContain('content-type: application/problem+json');
      expect(ours).toContain('"code":"MalformedRequest"');
    });

    it('names the limit of what headers may be', async () => {
      const header = `X-Long: ${'x'.repeat(30_000)}`;
      const answer = await said(`GET ${CAPACITY}/operations HTTP/1.1\r\n${header}\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 431 /);
      expect(answer).toMatch(/"code":"InvalidRequestContent".*16384 bytes/);
    });
  });
});
