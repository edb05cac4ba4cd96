import { z } from 'zod';
import { type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount } from './opened-account';

const START_MS_MAX = 60_000;
const ALICE = { principal: 'alice@contoso.example' };
const SUBSCRIPTION = 'eeeeeeee-612d-4bcd-a849-c2542a68be11';
const GUID = 'eeeeeeee-612d-4bcd-a849-c2542a68be12';
const CAPACITY = '/providers/Microsoft.Capacity';
const ORDER = `${CAPACITY}/reservationOrders/${GUID}`;
const RESERVATION = `${ORDER}/reservations/${GUID}`;
const BELOW_SUBSCRIPTION = `/subscriptions/${SUBSCRIPTION}${CAPACITY}`;
const VERSION = 'api-version=2022-11-01';

/** Every path with the verbs it takes. */
const PATHS: readonly (readonly [path: string, ...verbs: readonly string[]])[] = [
  [`${CAPACITY}/calculatePrice`, 'POST'],
  [`${CAPACITY}/calculateExchange`, 'POST'],
  [`${CAPACITY}/exchange`, 'POST'],
  [`${CAPACITY}/operations`, 'GET'],
  [`${CAPACITY}/reservations`, 'GET'],
  [`${CAPACITY}/operationResults/${GUID}`, 'GET'],
  [`${CAPACITY}/reservationOrders`, 'GET'],
  [ORDER, 'GET', 'PUT'],
  [`${ORDER}/calculateRefund`, 'POST'],
  [`${ORDER}/return`, 'POST'],
  [`${ORDER}/split`, 'POST'],
  [`${ORDER}/merge`, 'POST'],
  [`${ORDER}/changeDirectory`, 'POST'],
  [`${ORDER}/reservations`, 'GET'],
  [RESERVATION, 'GET', 'PATCH'],
  [`${RESERVATION}/archive`, 'POST'],
  [`${RESERVATION}/unarchive`, 'POST'],
  [`${RESERVATION}/availableScopes`, 'POST'],
  [`${RESERVATION}/revisions`, 'GET'],
  [`${BELOW_SUBSCRIPTION}/catalogs`, 'GET'],
  [`${BELOW_SUBSCRIPTION}/appliedReservations`, 'GET'],
];
/** Without those that take no body. */
const WITH_BODY = PATHS.flatMap(([path, ...verbs]) =>
  verbs
    .filter((verb) => verb !== 'GET' && !/\/(un)?archive$/.test(path))
    .map((verb) => [verb, path] as const),
);

const containing = (text: string): unknown => expect.stringContaining(text);
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const errorOf = (status: number, code: string) => ({ status, body: { error: { code } } });

describe('what Azure paths refuse', () => {
  let system: LedgerSystem;
  const send = (method: string, path: string, body?: unknown) =>
    system.ledger(ALICE).send(method, path, body);

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    await openAccount(system, 'contoso', SUBSCRIPTION);
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it.each(PATHS)(
    'a verb that %s does not take is 405, and told which it takes',
    async (path, ...verbs) => {
      const answer = await send('DELETE', `${path}?${VERSION}`);
      expect(answer).toMatchObject(errorOf(405, 'HttpMethodNotSupported'));
      for (const verb of verbs)
        expect(answer).toMatchObject({
          headers: { allow: containing(verb) },
          body: { error: { message: containing(verb) } },
        });
    },
  );

  it.each(PATHS)(
    '%s without api-version is 400, with an unknown one 404',
    async (path, verb = '') => {
      const body = verb === 'GET' ? undefined : {};
      expect(await send(verb, path, body)).toMatchObject(
        errorOf(400, 'MissingApiVersionParameter'),
      );
      expect(await send(verb, `${path}?API-VERSION=2015-01-01`, body)).toMatchObject(
        errorOf(404, 'InvalidResourceType'),
      );
    },
  );

  it.each(WITH_BODY)('malformed JSON of %s %s is 400', async (verb, path) => {
    expect(await send(verb, `${path}?${VERSION}`, '{"properties":')).toMatchObject(
      errorOf(400, 'InvalidRequestContent'),
    );
  });

  it.each([
    `${CAPACITY}/poems`,
    `${ORDER}/poem`,
    `${RESERVATION}/poem`,
    `${BELOW_SUBSCRIPTION}/poems`,
    `${CAPACITY}/reservationOrders/${GUID}/reservations/${GUID}/revisions/1/poem`,
  ])('%s is 404 of the front door, in any case of the letters', async (path) => {
    for (const asked of [path, path.toUpperCase()])
      expect(await send('GET', `${asked}?${VERSION}`)).toMatchObject(
        errorOf(404, 'InvalidResourceType'),
      );
  });

  it.each([
    ['GET', `${CAPACITY}/reservationOrders/poem`, 'InvalidReservationOrderId'],
    ['GET', `${CAPACITY}/reservationOrders/poem/reservations`, 'InvalidReservationOrderId'],
    ['GET', `${ORDER}/reservations/poem`, 'InvalidReservationId'],
    ['GET', `${ORDER}/reservations/poem/revisions`, 'InvalidReservationId'],
    ['POST', `${ORDER}/reservations/poem/archive`, 'InvalidReservationId'],
    ['GET', `/subscriptions/poem${CAPACITY}/catalogs`, 'InvalidSubscriptionId'],
    ['GET', `/subscriptions/poem${CAPACITY}/appliedReservations`, 'InvalidSubscriptionId'],
  ])('%s %s has an id that is none: 400 %s', async (verb, path, code) => {
    expect(await send(verb, `${path}?${VERSION}`)).toMatchObject(errorOf(400, code));
  });

  it.each(['$skiptoken', '%24skiptoken', '$SKIPTOKEN', '%24SkipToken'])(
    'a page that is not a number is 400 by whatever name it is sent: %s',
    async (name) => {
      const list = `${CAPACITY}/reservationOrders?${VERSION}`;
      expect(await send('GET', `${list}&${name}=0`)).toMatchObject({ status: 200 });
      expect(await send('GET', `${list}&${name}=poem`)).toMatchObject(errorOf(400, 'BadRequest'));
    },
  );

  it.each([
    [`${CAPACITY}/reservations`, 'take'],
    [`${CAPACITY}/reservations`, '$skiptoken'],
    [`${CAPACITY}/reservationOrders`, '$skiptoken'],
    [`${BELOW_SUBSCRIPTION}/appliedReservations`, '$skiptoken'],
    [`${BELOW_SUBSCRIPTION}/catalogs`, '$skip'],
    [`${BELOW_SUBSCRIPTION}/catalogs`, '$take'],
  ])(
    '%s takes 2.0 as a %s of 2, as clients write a number, and no fraction',
    async (path, name) => {
      const asked = `${path}?${VERSION}&reservedResourceType=VirtualMachines&location=westus`;
      const whole = await send('GET', `${asked}&${name}=2`);
      expect(whole.status).toBe(200);
      const same = await send('GET', `${asked}&${name}=2.0`);
      expect(JSON.stringify(same.body).replace('=2.0', '=2')).toBe(JSON.stringify(whole.body));
      for (const none of ['2.5', '-1', '1e3'])
        expect(await send('GET', `${asked}&${name}=${none}`)).toMatchObject({
          status: 400,
          body: { error: { code: 'BadRequest', message: containing('whole number from') } },
        });
    },
  );

  it.each([
    ['/providers/Microsoft.Compute/foo', 'Microsoft.Compute'],
    ['/providers/Microsoft.BillingBenefits/savingsPlanOrders', 'Microsoft.BillingBenefits'],
    [
      `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Consumption/reservationSummaries`,
      'Microsoft.Consumption',
    ],
    [
      `${BELOW_SUBSCRIPTION}/resourceProviders/Microsoft.Compute/locations/westus/serviceLimits`,
      'Quotas',
    ],
  ])('%s is not served here, by any version, and is told so', async (path, named) => {
    for (const version of [VERSION, 'api-version=2020-10-25']) {
      const answer = await send('GET', `${path}?${version}`);
      expect(answer).toMatchObject(errorOf(404, 'InvalidResourceType'));
      expect(answer.body).toMatchObject({ error: { message: containing(named) } });
      expect(JSON.stringify(answer.body)).not.toContain('supported api-versions');
    }
  });

  it.each([
    ['reservationsToExchange', 'what is to be returned'],
    ['reservationsToPurchase', 'call CalculateRefund'],
  ])('an exchange whose list %s is empty is told which', async (list, said) => {
    const properties = { reservationsToExchange: [], reservationsToPurchase: [] };
    const answer = await send('POST', `${CAPACITY}/calculateExchange?${VERSION}`, { properties });
    expect(answer.body).toMatchObject({
      error: {
        message: matching(new RegExp(`properties\\.${list}: must have at least one.*${said}`)),
      },
    });
  });

  it('every refusal says in a sentence what to do', async () => {
    const said = z.object({ error: z.object({ message: z.string().min(20) }) });
    for (const [path, verb = ''] of PATHS) {
      const { status, body } = await send(verb, path, verb === 'GET' ? undefined : {});
      expect(status).toBe(400);
      expect(said.parse(body).error.message).toMatch(/api-version.*2022-11-01/);
    }
  });
});
