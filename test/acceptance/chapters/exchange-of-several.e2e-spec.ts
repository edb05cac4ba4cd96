import {
  beginChapter,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  opensAccount,
  usd,
} from './chapter';
import { papers } from './papers';
import { capOf } from './statements';
import { buys, calculatesExchange, exchanges, type Held, read } from './trading';

/** R-EXC-5, R-OUT-5: several go for one and one for several, all or nothing, on one new paper. */
describe('an exchange of several reservations', () => {
  let chapter: Chapter;
  let small: Held;
  let european: Held;
  let large: Held;
  let single: Held;
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    await opensAccount(chapter, 'contoso');
    await opensAccount(chapter, 'fabrikam');
    small = await buys(chapter, 'contoso');
    european = await buys(chapter, 'contoso', { region: 'westeurope' });
    large = await buys(chapter, 'contoso', { sku: 'Standard_E2' });
    single = await buys(chapter, 'fabrikam', { sku: 'Standard_E2' });
    await dayIs(chapter, '2021-03-29');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  it('is refused as a whole when one of them is another’s', async () => {
    const stranger = {
      ...chapter,
      client: chapter.system.client({ principal: 'mallory@contoso.example' }),
    };
    const own = await buys(stranger, 'contoso');
    const trade = {
      returns: [own, small],
      buys: [{ account: 'contoso', sku: 'Standard_A2' }],
    };
    await expect(calculatesExchange(stranger, trade)).rejects.toMatchObject({
      statusCode: 403,
      code: 'AuthorizationFailed',
    });
  });

  // A fifth of each is used: 292.00 + 350.40 + 584.00 = 1,226.40 back, against 4 × 365.00 = 1,460.00: 233.60.
  // The papers: 365.00 + 438.00 + 730.00 = 1,533.00 were billed, 1,533.00 − 1,226.40 + 1,460.00 = 1,766.60.
  it('buys one for three, on one paper for the three of before', async () => {
    const { calculated, done, bought } = await exchanges(chapter, {
      returns: [small, european, large],
      buys: [{ account: 'contoso', quantity: 4 }],
    });
    expect(calculated).toMatchObject({
      refundsTotal: usd(1_226.4),
      purchasesTotal: usd(1_460),
      netPayable: usd(233.6),
    });
    expect(done.reservationsToExchange).toHaveLength(3);
    expect(bought).toHaveLength(1);
    for (const held of [small, european, large])
      expect(await read(chapter, held)).toMatchObject({ provisioningState: 'Cancelled' });
    const all = await papers(chapter, 'contoso');
    // The fourth is the stranger's own purchase.
    expect(all).toEqual([
      '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 5',
      '2 Void Invoice of 2021-01-15 r2: Purchase 438.00 = 438.00; paid 0.00, credited 0.00, due 0.00; replaced by 5',
      '3 Void Invoice of 2021-01-15 r2: Purchase 730.00 = 730.00; paid 0.00, credited 0.00, due 0.00; replaced by 5',
      '4 Due Invoice of 2021-03-29 r1: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 365.00',
      '5 Due Invoice of 2021-03-29 r1: Purchase 365.00, Purchase 438.00, Purchase 730.00, Refund -292.00, Refund -350.40, Refund -584.00, Purchase 1460.00 = 1766.60; paid 0.00, credited 0.00, due 1766.60; for 1 and 2 and 3',
    ]);
  });

  // 730.00 − 146.00 = 584.00 back, against 365.00 + 438.00 = 803.00: 219.00.
  it('buys two for one, each in an order of its own', async () => {
    const { calculated, bought } = await exchanges(chapter, {
      returns: [single],
      buys: [{ account: 'fabrikam' }, { account: 'fabrikam', region: 'westeurope' }],
    });
    expect(calculated).toMatchObject({
      refundsTotal: usd(584),
      purchasesTotal: usd(803),
      netPayable: usd(219),
    });
    expect(new Set(bought.map(({ order }) => order)).size).toBe(2);
    expect(await papers(chapter, 'fabrikam')).toEqual([
      '1 Void Invoice of 2021-01-15 r2: Purchase 730.00 = 730.00; paid 0.00, credited 0.00, due 0.00; replaced by 2',
      '2 Due Invoice of 2021-03-29 r1: Purchase 730.00, Refund -584.00, Purchase 365.00, Purchase 438.00 = 949.00; paid 0.00, credited 0.00, due 949.00; for 1',
    ]);
  });

  it('never counts towards the cap', async () => {
    expect(await capOf(chapter, 'contoso')).toBe('used 0.00, left 50000.00');
    expect(await capOf(chapter, 'fabrikam')).toBe('used 0.00, left 50000.00');
  });
});
