import { beginChapter, type Chapter, CHAPTER_START_MS_MAX, dayIs, opensAccount } from './chapter';
import { capOf, capUsesOf } from './statements';
import { buys, calculatesRefund, type Held, refunds, returnsWith } from './trading';

/** R-CAP-1, R-CAP-3: 50,000 USD within 365 days. */
describe('the refund cap', () => {
  let chapter: Chapter;
  let large: Held;
  let cent: Held;
  let otherCent: Held;
  const isRefused = async (held: Held) => {
    const said = await calculatesRefund(chapter, held);
    expect(said.errors).toMatchObject([{ code: 'RefundLimitExceeded' }]);
    await expect(returnsWith(chapter, held, said.sessionId)).rejects.toMatchObject({
      statusCode: 400,
      code: 'RefundLimitExceeded',
    });
    return said;
  };
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    await opensAccount(chapter, 'contoso');
    await opensAccount(chapter, 'fabrikam');
    large = await buys(chapter, 'contoso', { sku: 'Standard_A8' });
    cent = await buys(chapter, 'contoso', { sku: 'Standard_A9' });
    otherCent = await buys(chapter, 'fabrikam', { sku: 'Standard_A9' });
    await dayIs(chapter, '2021-01-18');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  // 50,000.00 paid three days ago and not used: all of it comes back.
  it('can be reached exactly', async () => {
    expect(await refunds(chapter, large)).toMatchObject({ back: 50_000, consumed: 0, errors: [] });
    expect(await capOf(chapter, 'contoso')).toBe('used 50000.00, left 0.00');
    expect(await capUsesOf(chapter, 'contoso')).toEqual(['50000.00 2021-01-18 to 2022-01-18']);
  });

  it('is not exceeded by a cent', async () => {
    const { consumed, errors } = await isRefused(cent);
    expect(consumed).toBe(50_000);
    expect(errors[0]?.message).toContain('0.01 USD too much');
    expect(errors[0]?.message).toContain('It fits on 2022-01-18');
    expect(await capOf(chapter, 'contoso')).toBe('used 50000.00, left 0.00');
  });

  it('is each billing account’s own', async () => {
    expect(await refunds(chapter, otherCent)).toMatchObject({ back: 0.01, errors: [] });
    expect(await capOf(chapter, 'fabrikam')).toBe('used 0.01, left 49999.99');
  });

  it('refuses whole what would exceed it, though a part would fit', async () => {
    await opensAccount(chapter, 'northwind');
    const two = await buys(chapter, 'northwind', { sku: 'Standard_A8', quantity: 2 });
    const said = await calculatesRefund(chapter, two, 2);
    expect(said.errors[0]?.message).toContain('50000.00 USD too much');
    expect(said.errors[0]?.message).toContain('return a smaller quantity');
    expect(await capOf(chapter, 'northwind')).toBe('used 0.00, left 50000.00');
    expect(await refunds(chapter, two)).toMatchObject({ back: 50_000, errors: [] });
  });

  it('is still used up 364 days after the refund', async () => {
    await dayIs(chapter, '2022-01-17');
    cent = await buys(chapter, 'contoso', { sku: 'Standard_A9' });
    await isRefused(cent);
    expect(await capOf(chapter, 'contoso')).toBe('used 50000.00, left 0.00');
  });

  it('is replenished 365 days after it', async () => {
    await dayIs(chapter, '2022-01-18');
    expect(await capOf(chapter, 'contoso')).toBe('used 0.00, left 50000.00');
    expect(await refunds(chapter, cent)).toMatchObject({ back: 0.01, consumed: 0, errors: [] });
    expect(await capOf(chapter, 'contoso', '2022-01-17')).toBe('used 50000.00, left 0.00');
  });
});
