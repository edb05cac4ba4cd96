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
});
