import { type Answer } from '../support/https-json';
import { type Chapter, CHAPTER_START_MS_MAX, dayIs, opensAccount, OWNER } from './chapters/chapter';
import {
  buys,
  calculatesExchange,
  exchangesWith,
  type Held,
  refunds,
  requestOf,
} from './chapters/trading';
import { type Sent } from './keyed-requests';
import { KeyedSystem, REPLAYED } from './keyed-system';

const CAPACITY = '/providers/Microsoft.Capacity';
const VERSION = 'api-version=2022-11-01';

let keyed: KeyedSystem;
let chapter: Chapter;
let owned: Held;
const freshKey = () => keyed.freshKey();
const sends = (request: Sent, key?: string): Promise<Answer> => keyed.sends(request, key);
const written = () => keyed.written();

beforeAll(async () => {
  keyed = await KeyedSystem.begin('2021-01-15');
  ({ chapter } = keyed);
  await opensAccount(chapter, 'owning');
  owned = await buys(chapter, 'owning');
}, CHAPTER_START_MS_MAX);
afterAll(() => keyed.stop());

describe("Azure's operations with a key", () => {
  const azure = (method: string, path: string, body?: unknown): Sent => ({
    ...{ by: OWNER, method, path: `${CAPACITY}/${path}?${VERSION}`, body },
  });
  const wire = () => {
    const { sku, location, ...properties } = requestOf('owning');
    return { sku, location, properties };
  };
  const HEADERS = ['x-ledger-position', 'location', 'retry-after', 'azure-asyncoperation'] as const;
  const headersOf = ({ headers }: Answer) => HEADERS.map((name) => headers[name]);

  it('purchase once; another order under the key is refused as Azure refuses', async () => {
    const quote = () => chapter.client.reservationOrder.calculate(requestOf('owning'));
    const order = (await quote()).properties?.reservationOrderId ?? '';
    const key = freshKey();
    const purchase = azure('PUT', `reservationOrders/${order}`, wire());
    const first = await sends(purchase, key);
    expect(first.status).toBe(202);
    const before = await written();
    const again = await sends(purchase, key);
    expect(again).toMatchObject({ status: 202, headers: REPLAYED });
    expect(again.body).toEqual(first.body);
    expect(headersOf(again)).toEqual(headersOf(first));
    expect(await written()).toEqual(before);

    const another = (await quote()).properties?.reservationOrderId ?? '';
    const refused = await sends(azure('PUT', `reservationOrders/${another}`, wire()), key);
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { code: 'BadRequest', message: expect.stringContaining(order) as unknown } },
    });
  });

  it('calculate one exchange, which goes on being asked after at the same place', async () => {
    const exchange = azure('POST', 'calculateExchange', {
      properties: {
        reservationsToExchange: [
          {
            reservationId: `${CAPACITY}/reservationOrders/${owned.order}/reservations/${owned.reservation}`,
            quantity: 1,
          },
        ],
        reservationsToPurchase: [wire()],
      },
    });
    const key = freshKey();
    const first = await sends(exchange, key);
    expect(first.status).toBe(202);
    const again = await sends(exchange, key);
    expect(again).toMatchObject({ status: 202, headers: REPLAYED });
    expect(headersOf(again)).toEqual(headersOf(first));
    expect(headersOf(again).at(3)).toContain('/operationResults/');
  });

  it('archive with an empty answer, which stays empty', async () => {
    const held = await buys(chapter, 'owning');
    await refunds(chapter, held);
    const { order, reservation } = held;
    const archive = azure('POST', `reservationOrders/${order}/reservations/${reservation}/archive`);
    const key = freshKey();
    const first = await sends(archive, key);
    expect(first).toMatchObject({ status: 200, body: '' });
    const before = await written();
    expect(await sends(archive, key)).toMatchObject({ status: 200, headers: REPLAYED, body: '' });
    expect(await written()).toEqual(before);
  });

  // Operations can be polled for seven days; then the command itself says where the order is, as without a key.
  it('point to the order when the operation can be polled no longer', async () => {
    const request = requestOf('owning');
    const { properties } = await chapter.client.reservationOrder.calculate(request);
    const order = properties?.reservationOrderId ?? '';
    const purchase = azure('PUT', `reservationOrders/${order}`, wire());
    const key = freshKey();
    const first = await sends(purchase, key);
    expect(first.headers['location']).toContain('/operationResults/');
    await dayIs(chapter, '2021-01-25');
    const again = await sends(purchase, key);
    expect(again).toMatchObject({ status: 202, headers: REPLAYED, body: first.body });
    expect(again.headers['location']).toContain(`/reservationOrders/${order}?`);
  });

  // So it is a result (200) that the key is spent on, and not what is still to be asked after (202).
  it('answer an exchange of long ago with its result, again and again', async () => {
    const trade = { returns: [owned], buys: [{ account: 'owning', sku: 'Standard_E2' }] };
    const { sessionId } = await calculatesExchange(chapter, trade);
    await exchangesWith(chapter, sessionId);
    await dayIs(chapter, '2021-02-15');
    const key = freshKey();
    const exchange = azure('POST', 'exchange', { properties: { sessionId } });
    const first = await sends(exchange, key);
    expect(first).toMatchObject({ status: 200, headers: REPLAYED, body: { status: 'Succeeded' } });
    const again = await sends(exchange, key);
    expect(again).toMatchObject({ status: 200, headers: REPLAYED, body: first.body });
  });
});
