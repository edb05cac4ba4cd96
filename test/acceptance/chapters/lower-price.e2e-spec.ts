import { beginChapter, type Chapter, CHAPTER_START_MS_MAX, dayIs, opensAccount } from './chapter';
import { buys, calculatesRefund, type Held, refunds } from './trading';

/** R-AMT-2: a refund is reckoned on the lower of what was paid and what is asked today. */
describe('the lower of the price paid and the price of the day', () => {
  let chapter: Chapter;
  const bought = new Map<string, Held>();
  const backFor = async (sku: string) => {
    const held = bought.get(sku);
    if (held === undefined) throw new Error(`Nobody bought ${sku}`);
    return calculatesRefund(chapter, held);
  };
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    await opensAccount(chapter, 'contoso');
    for (const sku of ['Standard_D11', 'Standard_D12', 'Standard_D13'])
      bought.set(sku, await buys(chapter, 'contoso', { sku }));
    bought.set(
      'Standard_D14',
      await buys(chapter, 'contoso', { sku: 'Standard_D14', plan: 'Monthly' }),
    );
    await dayIs(chapter, '2021-02-26');
    bought.set('late', await buys(chapter, 'contoso', { sku: 'Standard_D11' }));
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  // 44 of 365 days: 365.00 × 44 ÷ 365 = 44.00 consumed, 321.00 comes back.
  it('is the price paid as long as the price stands', async () => {
    await dayIs(chapter, '2021-02-28');
    expect(await backFor('Standard_D11')).toMatchObject({ back: 321 });
  });

  it('is not asked for when all that was paid comes back within five days', async () => {
    await dayIs(chapter, '2021-03-01');
    expect(await backFor('late')).toMatchObject({ back: 365 });
  });

  describe('after 73 of 365 days, a fifth', () => {
    beforeAll(() => dayIs(chapter, '2021-03-29'));

    // 292.00 is listed since 1 March: 292.00 × 73 ÷ 365 = 58.40 consumed, 233.60 comes back.
    it('is the price of the day when it has fallen', async () => {
      expect(await backFor('Standard_D11')).toMatchObject({ back: 233.6 });
    });

    // 365.00 was paid and 730.00 is listed: 365.00 − 73.00.
    it('is the price paid when the price has risen', async () => {
      expect(await backFor('Standard_D12')).toMatchObject({ back: 292 });
    });

    it('is the price paid when the product is no longer listed', async () => {
      expect(await backFor('Standard_D13')).toMatchObject({ back: 292 });
    });

    // The third payment runs from 15 March to 15 April, 14 of 31 days used. 600.00 ÷ 12 = 50.00 is listed:
    // 50.00 × 14 ÷ 31 = 22.58 consumed, 27.42 comes back. Nine payments of the contract's 100.00 are left.
    it('compares payment with payment, and never lowers what was contracted', async () => {
      expect(await backFor('Standard_D14')).toMatchObject({ back: 27.42, commitment: 900 });
    });

    it('is what is refunded in the end', async () => {
      const held = bought.get('Standard_D11');
      if (held === undefined) throw new Error('It was not bought');
      expect(await refunds(chapter, held)).toMatchObject({ back: 233.6, errors: [] });
    });
  });
});
