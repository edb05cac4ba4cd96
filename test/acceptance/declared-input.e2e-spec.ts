import { z } from 'zod';
import { ADMIN, type As } from '../support/ledger-system';
import { purchaseOf } from './opened-account';
import { REQUESTS } from './rights/requests';
import { ROWS } from './rights/rights.table';
import { beginWorld, type World } from './rights/world';

const START_MS_MAX = 90_000;
const PAPERS_MS_MAX = 120_000;
const PAGE = 100;
const refused = z.looseObject({ code: z.string(), detail: z.string(), field: z.string() });
const papers = z.object({
  value: z.array(z.looseObject({ number: z.string() })),
  nextCursor: z.string().exactOptional(),
});

/** Of a price list every field is taken as it was downloaded. */
const TAKES_ANY_FIELD = 'POST /ledger/v1/priceLists';

function lengthOf(body: unknown): number {
  return Buffer.byteLength(typeof body === 'string' ? body : JSON.stringify(body));
}

describe('/ledger/v1 hears all that it is sent', () => {
  let world: World;
  beforeAll(async () => {
    world = await beginWorld();
  }, START_MS_MAX);
  afterAll(() => world.system.stop());

  const operations = ROWS.filter(({ operation }) => operation.includes('/ledger/v1'));
  /** Sends it as one who may. */
  const sends = async (
    operation: string,
    change: (path: string, body: unknown) => [string, unknown?],
  ) => {
    const estate = world.estates.contoso;
    const mayAdmin = ROWS.find((row) => row.operation === operation)?.rights.get('admin') === 'ok';
    const as: As = mayAdmin ? ADMIN : estate.owner;
    const sent = await REQUESTS[operation]?.send({ world, estate, as });
    const [path, body] = change(sent?.path ?? '', sent?.body);
    // Node sends no length of what is deleted by itself.
    const length = body === undefined ? {} : { 'content-length': String(lengthOf(body)) };
    return world.system.ledger(as).send(operation.replace(/ .*/, ''), path, body, length);
  };
  const fieldRefused = async (...asked: Parameters<typeof sends>) => {
    const { status, body } = await sends(...asked);
    const { code, detail, field } = refused.parse(body);
    expect([status, code]).toEqual([400, 'BadRequest']);
    expect(detail).toContain(field);
    return field;
  };

  it.each(operations)(
    '$operation names a parameter that it does not know',
    async ({ operation }) => {
      for (const query of ['poem=1', 'poem=', 'poem', 'poem=1&poem=2'])
        expect(await fieldRefused(operation, (path, body) => [`${path}?${query}`, body])).toBe(
          'poem',
        );
      expect(await fieldRefused(operation, (path, body) => [`${path}?take=-1`, body])).toBe('take');
    },
  );

  it.each(operations.filter(({ operation }) => !/^GET |priceLists/.test(operation)))(
    '$operation names a field that it does not know',
    async ({ operation }) => {
      const more = (path: string, body: unknown): [string, unknown] => [
        path,
        { ...(typeof body === 'object' ? body : {}), poem: 1 },
      ];
      expect(await fieldRefused(operation, more)).toBe('poem');
    },
  );

  it('takes any field of a price list, as it was downloaded', async () => {
    const answer = await sends(TAKES_ANY_FIELD, (path) => [
      path,
      { Items: [], NextPageLink: null },
    ]);
    expect(answer.status).toBe(200);
  });

  it.each(['["x"]', '7', '"x"', 'true'])('takes no body %s where it takes none', async (body) => {
    const put = 'PUT /ledger/v1/reservationOrders/:order/owners/:principal';
    expect(await sends(put, (path) => [path, body])).toMatchObject({
      status: 400,
      body: { code: 'BadRequest' },
    });
    expect((await sends(put, (path) => [path, '{}'])).status).toBe(200);
  });

  const account = '/billingAccounts/contoso';
  it.each([
    [`${account}/refundCap`, 'on', ['today', '2021-02-30', '2021-2-3', '']],
    [`${account}/prepaymentCredits`, 'on', ['today', '20210203', '']],
    [`${account}/retainedCredit`, 'on', ['2021-02-03T00:00:00Z', '']],
    [`${account}/documents`, 'kind', ['Poem', 'invoice', '']],
    [`${account}/documents`, 'status', ['Lost', 'due', '']],
    [`${account}/documents`, 'cursor', ['made-up', 'n1', '1', '']],
    [`${account}/documents/contoso-000001`, 'revision', ['0', '-1', '1.5', 'last', '']],
    ['/billingAccounts', 'cursor', ['made-up', 'contoso', '']],
  ])('GET %s takes no value of %s that it does not know: %j', async (path, name, values) => {
    const refuses = async (query: string) => {
      const { status, body } = await world.system.ledger(ADMIN).get(`${path}?${query}`);
      expect([query, status, refused.parse(body).field]).toEqual([query, 400, name]);
    };
    for (const value of values) await refuses(`${name}=${value}`);
    await refuses(`${name}=a&${name}=b`);
  });

  // Three orders of 36 payments each: 108 papers by the end of their third year, and those of the beginning.
  it(
    'reads on in the papers of an account, however many are issued meanwhile',
    async () => {
      const { subscription, owner } = world.estates.contoso;
      const client = world.system.client(owner);
      const buys = async () => {
        const request = purchaseOf(subscription, 'Standard_Hundred', {
          ...{ term: 'P3Y', billingPlan: 'Monthly' },
        });
        const quote = await client.reservationOrder.calculate(request);
        const id = quote.properties?.reservationOrderId ?? '';
        await client.reservationOrder.beginPurchase(id, request);
      };
      for (let bought = 0; bought < 3; bought += 1) await buys();
      expect((await world.system.setClock('2023-12-31T00:00:00Z')).status).toBe(200);
      const page = async (cursor?: string) => {
        const query = cursor === undefined ? '' : `?cursor=${cursor}`;
        return papers.parse(
          (await world.system.ledger(ADMIN).get(`${account}/documents${query}`)).body,
        );
      };
      const first = await page();
      await buys();
      await buys();
      const second = await page(first.nextCursor);
      const read = [...first.value, ...second.value].map(({ number }) => number);
      const numbered = read.map((_, n) => `contoso-${String(n + 1).padStart(6, '0')}`);
      expect(read).toEqual(numbered);
      expect(first.value).toHaveLength(PAGE);
      expect(second.nextCursor).toBe(undefined);
      expect(read.length).toBeGreaterThan(PAGE + 2);
    },
    PAPERS_MS_MAX,
  );
});
