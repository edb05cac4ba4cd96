import {
  beginChapter,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  opensAccount,
  usd,
} from './chapter';
import { capOf } from './statements';
import { buys, calculatesExchange, exchanges, type Held, read, type Wanted } from './trading';

/** R-EXC-2, R-EXC-4: an exchange may change any property of what is held, and is a return and a purchase. */
describe('an exchange that changes a property', () => {
  let chapter: Chapter;
  const bought = new Map<string, Held>();
  const PURCHASES: Readonly<Record<string, Wanted>> = {
    year: {},
    threeYears: { term: 'P3Y' },
    monthly: { sku: 'Standard_A2', plan: 'Monthly' },
    fallen: { sku: 'Standard_D11' },
    three: { quantity: 3 },
  };
  const forNew = (name: string, wanted: Wanted, quantity = 1) => {
    const held = bought.get(name);
    if (held === undefined) throw new Error(`${name} was not bought`);
    const trade = { returns: [{ ...held, quantity }], buys: [{ account: 'contoso', ...wanted }] };
    return { held, trade };
  };
  const exchanged = async (name: string, wanted: Wanted, quantity = 1) => {
    const { held, trade } = forNew(name, wanted, quantity);
    const done = await exchanges(chapter, trade);
    const [got] = done.bought;
    if (got === undefined) throw new Error('Nothing was bought');
    bought.set(name, got);
    const resource = await chapter.client.reservation.get(got.order, got.reservation);
    return { ...done, held, got, resource };
  };
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    await opensAccount(chapter, 'contoso');
    for (const [name, wanted] of Object.entries(PURCHASES))
      bought.set(name, await buys(chapter, 'contoso', wanted));
    await dayIs(chapter, '2021-03-29');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  // Of 365.00 for 365 days 73 are used: 292.00 back. The same in Europe costs 438.00: 438.00 − 292.00 = 146.00.
  it('the region: the old one is returned for its days left, the new one begins a term of its own', async () => {
    const { calculated, done, held, resource } = await exchanged('year', { region: 'westeurope' });
    expect(calculated).toMatchObject({
      refundsTotal: usd(292),
      purchasesTotal: usd(438),
      netPayable: usd(146),
      reservationsToExchange: [{ quantity: 1, billingRefundAmount: usd(292) }],
      reservationsToPurchase: [{ billingCurrencyTotal: usd(438) }],
    });
    expect(done).toMatchObject({
      netPayable: usd(146),
      reservationsToExchange: [{ status: 'Succeeded' }],
      reservationsToPurchase: [{ status: 'Succeeded' }],
    });
    expect(await read(chapter, held)).toMatchObject({ provisioningState: 'Cancelled' });
    expect(resource).toMatchObject({
      location: 'westeurope',
      sku: { name: 'Standard_A1' },
      properties: { provisioningState: 'Succeeded', term: 'P1Y', quantity: 1 },
    });
    expect(resource.properties?.expiryDate?.toISOString().slice(0, 10)).toBe('2022-03-29');
  });

  // Bought today for 438.00 and not used: all of it, 438.00, against 730.00.
  it('the series: on the day of the purchase all that was paid is worth it', async () => {
    const { calculated, resource } = await exchanged('year', { sku: 'Standard_E2' });
    expect(calculated).toMatchObject({ refundsTotal: usd(438), netPayable: usd(292) });
    expect(resource.sku?.name).toBe('Standard_E2');
  });

  // 730.00 back on the day of the purchase, against 1,095.00.
  it('the term, from one year to three', async () => {
    const { calculated, resource } = await exchanged('year', { term: 'P3Y' });
    expect(calculated).toMatchObject({ refundsTotal: usd(730), netPayable: usd(365) });
    expect(resource.properties?.term).toBe('P3Y');
    expect(resource.properties?.expiryDate?.toISOString().slice(0, 10)).toBe('2024-03-29');
  });

  // Of 1,095.00 for 1,095 days 73 are used: 1,022.00 back, against 3 × 365.00 = 1,095.00.
  it('the term, from three years to one, with more units of it', async () => {
    const { calculated, resource } = await exchanged('threeYears', { quantity: 3 });
    expect(calculated).toMatchObject({
      refundsTotal: usd(1_022),
      purchasesTotal: usd(1_095),
      netPayable: usd(73),
    });
    expect(resource.properties).toMatchObject({ term: 'P1Y', quantity: 3 });
  });

  // The third payment of 100.00 runs from 15 March to 15 April, 14 of 31 days used: 45.16 consumed, 54.84 back.
  // Nine payments of 100.00 are cancelled: 54.84 + 900.00 = 954.84, against 1,200.00 at once: 245.16.
  it('the plan, from monthly to upfront', async () => {
    const { calculated, resource } = await exchanged('monthly', { sku: 'Standard_A2' });
    expect(calculated).toMatchObject({
      refundsTotal: usd(954.84),
      purchasesTotal: usd(1_200),
      netPayable: usd(245.16),
      reservationsToExchange: [
        {
          billingRefundAmount: usd(54.84),
          billingInformation: { billingCurrencyRemainingCommitmentAmount: usd(900) },
        },
      ],
    });
    expect(resource.properties?.billingPlan).toBe('Upfront');
  });

  // 1,200.00 back on the day of the purchase; three years by the month come to 36 × 100.00 = 3,600.00.
  it('the plan, from upfront to monthly, which is worth all its payments', async () => {
    const wanted = { sku: 'Standard_A2', plan: 'Monthly', term: 'P3Y' } as const;
    const { calculated, got, resource } = await exchanged('monthly', wanted);
    expect(calculated).toMatchObject({
      refundsTotal: usd(1_200),
      purchasesTotal: usd(3_600),
      netPayable: usd(2_400),
    });
    expect(resource.properties?.billingPlan).toBe('Monthly');
    const { planInformation } = await chapter.client.reservationOrder.get(got.order, {
      expand: 'schedule',
    });
    expect(planInformation?.transactions).toHaveLength(36);
  });

  // Two of three units: 2 × 292.00 = 584.00, against 730.00. One goes on as it was.
  it('of a part of the quantity, and leaves the rest as it is', async () => {
    const { calculated, held } = await exchanged('three', { sku: 'Standard_E2' }, 2);
    expect(calculated).toMatchObject({ refundsTotal: usd(584), netPayable: usd(146) });
    const left = [];
    for await (const { properties } of chapter.client.reservation.list(held.order))
      left.push([properties?.provisioningState, properties?.quantity]);
    expect(left).toEqual([
      ['Cancelled', 2],
      ['Succeeded', 1],
    ]);
  });

  // Listed at 292.00 by now. The lower price is for refunds: what was paid, 365.00 less 73.00, is the value here.
  it('is not reckoned on a lower price of the day', async () => {
    const { trade } = forNew('fallen', { sku: 'Standard_E2' });
    expect(await calculatesExchange(chapter, trade)).toMatchObject({ refundsTotal: usd(292) });
  });

  it('never counts towards the refund cap', async () => {
    expect(await capOf(chapter, 'contoso')).toBe('used 0.00, left 50000.00');
  });
});
