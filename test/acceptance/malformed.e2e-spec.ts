import { call } from '../support/https-json';
import { type LedgerSystem, startLedgerSystem } from '../support/ledger-system';

const START_MS_MAX = 60_000;
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
});
