import { call } from '../support/https-json';
import { ADMIN, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';

const START_MS_MAX = 60_000;
const UNAUTHENTICATED_MAX = 3;
const ORDERS = '/providers/Microsoft.Capacity/reservationOrders?api-version=2022-11-01';
const ACCOUNT = '/ledger/v1/billingAccounts/contoso';

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

describe('an address that keeps asking without a good token', () => {
  let system: LedgerSystem;
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    call({ method: 'GET', url: `${system.url}${path}`, ca: system.ca, headers });

  beforeAll(async () => {
    system = await startLedgerSystem({
      testClock: '2021-01-15T08:00:00.000Z',
      unauthenticated: { max: UNAUTHENTICATED_MAX, seconds: 3_600 },
    });
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('is told 401 up to the bound, whether the token is missing, malformed or expired', async () => {
    const expired = 'Bearer eyJhbGciOiJFUzI1NiJ9.e30.c2ln';
    const answers = [
      await ask(ORDERS),
      await ask(ORDERS, { authorization: 'Basic cm9vdA==' }),
      await ask(ACCOUNT, { authorization: expired }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it('is told 429 above it, with the seconds to wait, in the shape of either surface', async () => {
    const throttled = { status: 429, headers: { 'retry-after': matching(/^(3600|3[0-5]\d\d)$/) } };
    expect(await ask(ORDERS)).toMatchObject({
      ...throttled,
      body: {
        error: {
          code: 'UnauthenticatedRequestsThrottled',
          message: matching(/^This address sent more than 3 requests without a good access token/),
        },
      },
    });
    expect(await ask(ACCOUNT)).toMatchObject({
      ...throttled,
      body: { status: 429, code: 'UnauthenticatedRequestsThrottled', title: 'Too Many Requests' },
    });
  });

  it('is answered at once with a good token, and without one where none is needed', async () => {
    const { authorization } = { authorization: `Bearer ${await system.token(ADMIN)}` };
    expect((await ask(ORDERS, { authorization })).status).toBe(200);
    expect((await ask(ACCOUNT, { authorization })).status).toBe(404);
    expect((await ask('/health/live')).status).toBe(200);
    expect((await ask(ORDERS)).status).toBe(429);
  });
});
