import { z } from 'zod';
import { openAccountOf, priceListOf } from './two-apis.samples';
import { startTwoApis, type TwoApis } from './two-apis';

const START_MS_MAX = 120_000;
const HUNDRED_MS_MAX = 180_000;
const TIMES = 100;
const AT_ONCE = 10;
const [FIRST, SECOND] = [0, 1];

const paper = z.looseObject({
  number: z.string(),
  status: z.string(),
  lines: z.array(z.looseObject({ kind: z.string(), amount: z.object({ amount: z.string() }) })),
  amountDue: z.object({ amount: z.string() }),
});
const page = z.object({ value: z.array(paper), nextCursor: z.string().optional() });

describe('two processes of the API behind one address', () => {
  let apis: TwoApis;
  const request = {
    sku: { name: 'Standard_Year' },
    location: 'westus',
    reservedResourceType: 'VirtualMachines',
    billingScopeId: '/subscriptions/dddddddd-612d-4bcd-a849-c2542a68be01',
    term: 'P1Y',
    billingPlan: 'Upfront',
    quantity: 1,
    displayName: 'Two processes',
    appliedScopeType: 'Shared',
    renew: false,
  };
  const returning = (reservationId: string) => ({
    scope: 'Reservation',
    reservationToReturn: { reservationId, quantity: 1 },
  });
  const quoted = async (): Promise<string> => {
    const { properties } = await apis.client.reservationOrder.calculate(request);
    return properties?.reservationOrderId ?? '';
  };
  /** The place that answered the latest request of this kind. */
  const placeOf = (method: string, part: string): number | undefined =>
    apis.served.findLast((each) => each.method === method && each.path.includes(part))?.place;
  const bought = async (): Promise<Readonly<{ order: string; reservation: string }>> => {
    const order = await quoted();
    const done = await apis.client.reservationOrder.beginPurchaseAndWait(order, request);
    return { order, reservation: done.reservations?.[0]?.id ?? '' };
  };
  const papers = async (account: string): Promise<readonly z.infer<typeof paper>[]> => {
    const all: z.infer<typeof paper>[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const query: string = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const path = `/ledger/v1/billingAccounts/${account}/documents${query}`;
      const { value, nextCursor } = page.parse((await apis.send('GET', path)).body);
      all.push(...value);
      cursor = nextCursor;
    }
    return all;
  };
  const numbersTo = (count: number) =>
    [...Array(count).keys()].map((n) => `contoso-${String(n + 1).padStart(6, '0')}`);

  beforeAll(async () => {
    apis = await startTwoApis('2021-01-15T12:00:00.000Z');
    await openAccountOf(apis, 'contoso', request.billingScopeId);
    const listed = await apis.send(
      'POST',
      '/ledger/v1/priceLists',
      priceListOf('Standard_Year', 365),
    );
    expect(listed.status).toBe(200);
  }, START_MS_MAX);
  afterAll(() => apis.stop());

  // Bought and given back on one day: all of the 365.00 comes back.
  it(
    `buy on one and give back on the other, ${TIMES} times, with every paper once`,
    async () => {
      const places = new Set<string>();
      for (let n = 0; n < TIMES; n += 1) {
        apis.front.turnTo(n % 2);
        const { order, reservation } = await bought();
        const boughtOn = placeOf('PUT', order) ?? -1;
        const { properties } = await apis.client.calculateRefund.post(order, {
          properties: returning(reservation),
        });
        expect(properties?.billingRefundAmount?.amount).toBe(365);
        apis.front.turnTo(1 - boughtOn);
        await apis.client.return.beginPostAndWait(order, {
          properties: {
            ...returning(reservation),
            sessionId: properties?.sessionId ?? '',
            returnReason: 'again',
          },
        });
        const returnedOn = placeOf('POST', `${order}/return`) ?? -1;
        expect(returnedOn).toBe(1 - boughtOn);
        places.add(`${boughtOn} then ${returnedOn}`);
      }
      expect([...places].sort()).toEqual(['0 then 1', '1 then 0']);
    },
    HUNDRED_MS_MAX,
  );

  // Each time an invoice of 365.00 that is void in the end, and one of 365.00 − 365.00 for it.
  it('number the papers in one series, each once and without a gap', async () => {
    const all = await papers('contoso');
    expect(all.map(({ number }) => number)).toEqual(numbersTo(2 * TIMES));
    expect(all.map(({ status }) => status)).toEqual(
      all.map((_, place) => (place % 2 === 0 ? 'Void' : 'Paid')),
    );
    for (const [place, { lines }] of all.entries())
      expect(lines.map(({ amount }) => amount.amount)).toEqual(
        place % 2 === 0 ? ['365.00'] : ['365.00', '-365.00'],
      );
  });

  // 100 × 365.00.
  it('count every refund towards one cap', async () => {
    const cap = await apis.send('GET', '/ledger/v1/billingAccounts/contoso/refundCap');
    expect(cap.body).toMatchObject({
      used: { currency: 'USD', amount: '36500.00' },
      available: { currency: 'USD', amount: '13500.00' },
    });
  });

  it('carry one conversation on: each step where the last was not', async () => {
    const step = async <Answer>(place: number, ask: () => Promise<Answer>): Promise<Answer> => {
      apis.front.turnTo(place);
      return ask();
    };
    const order = await step(FIRST, quoted);
    const done = await step(SECOND, () =>
      apis.client.reservationOrder.beginPurchaseAndWait(order, request),
    );
    const reservation = done.reservations?.[0]?.id ?? '';
    const calculated = await step(SECOND, () =>
      apis.client.calculateRefund.post(order, { properties: returning(reservation) }),
    );
    const returned = await step(FIRST, () =>
      apis.client.return.beginPostAndWait(order, {
        properties: {
          ...returning(reservation),
          sessionId: calculated.properties?.sessionId ?? '',
          returnReason: 'again',
        },
      }),
    );
    expect(returned.provisioningState).toBe('Cancelled');
    const ofTheOrder = apis.served.filter(({ path }) => path.includes(order));
    const steps = ofTheOrder.map(({ method, path, place }) =>
      [method, path.includes('operationResults') ? 'poll' : path.split('/').at(-1), place].join(
        ' ',
      ),
    );
    // The purchase on the second is asked after on the first; the refund's operation goes by its session's id.
    expect(steps.filter((each) => !each.endsWith(`poll ${SECOND}`))).toEqual([
      `PUT ${order} ${SECOND}`,
      `GET poll ${FIRST}`,
      `POST calculateRefund ${SECOND}`,
      `POST return ${FIRST}`,
    ]);
    const polled = apis.served.slice(
      apis.served.findLastIndex(({ method }) => method === 'POST') + 1,
    );
    expect(polled[0]?.place).toBe(SECOND);
  });

  // Bought today: 365.00 back, against two for 730.00.
  it('exchange on one what was calculated on the other', async () => {
    const { reservation } = await bought();
    apis.front.turnTo(FIRST);
    const calculated = await apis.client.calculateExchange.beginPostAndWait({
      properties: {
        reservationsToExchange: [{ reservationId: reservation, quantity: 1 }],
        reservationsToPurchase: [{ ...request, quantity: 2 }],
      },
    });
    expect(calculated.properties?.netPayable?.amount).toBe(365);
    apis.front.turnTo(SECOND);
    const sessionId = calculated.properties?.sessionId ?? '';
    const done = await apis.client.exchange.beginPostAndWait({ properties: { sessionId } });
    expect(done.status).toBe('Succeeded');
    expect([placeOf('POST', '/calculateExchange'), placeOf('POST', '/exchange')]).toEqual([
      FIRST,
      SECOND,
    ]);
  });

  it('move one clock', async () => {
    apis.front.turnTo(FIRST);
    await apis.send('POST', '/ledger/v1/clock', { to: '2021-02-01T12:00:00Z' });
    for (const place of [FIRST, SECOND]) {
      apis.front.turnTo(place);
      const { body } = await apis.send('GET', '/ledger/v1/clock');
      expect(body).toEqual({ now: '2021-02-01T12:00:00.000Z' });
    }
  });

  it(`number the papers without a gap when ${AT_ONCE} buy at once on both`, async () => {
    const before = (await papers('contoso')).length;
    await Promise.all([...Array(AT_ONCE).keys()].map(() => bought()));
    const all = await papers('contoso');
    expect(all.map(({ number }) => number)).toEqual(numbersTo(before + AT_ONCE));
    expect(all.slice(before).map(({ amountDue }) => amountDue.amount)).toEqual(
      Array<string>(AT_ONCE).fill('365.00'),
    );
  });
});
