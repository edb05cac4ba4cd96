import {
  beginChapter,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  opensAccount,
  PAYERS,
} from './chapter';
import { papers } from './papers';
import { cardRefundsOf, retainedCreditOf } from './statements';
import { buys, exchanges, Holdings, refunds } from './trading';

/** R-OUT-4: the invoice is void, a new one takes its place, and the money goes back to the card. */
describe('what was paid by card', () => {
  let chapter: Chapter;
  const bought = new Holdings();
  const of = (account: string) => bought.of(account);
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    for (const account of ['refunded', 'traded', 'monthly']) {
      await opensAccount(chapter, account, PAYERS.card);
      bought.set(account, await buys(chapter, account));
    }
    await dayIs(chapter, '2021-03-29');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  it('was paid as its invoice was issued', async () => {
    expect(await papers(chapter, 'refunded')).toEqual([
      '1 Paid Invoice of 2021-01-15 r1: Purchase 365.00 = 365.00; paid 365.00, credited 0.00, due 0.00',
    ]);
  });

  // After 73 of 365 days 292.00 comes back: 365.00 − 292.00 = 73.00 stays paid.
  it('goes back to the card in a refund, and none of it is retained', async () => {
    await refunds(chapter, of('refunded'));
    expect(await papers(chapter, 'refunded')).toEqual([
      '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 2',
      '2 Paid Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00 = 73.00; paid 73.00, credited 0.00, due 0.00; for 1',
    ]);
    expect(await retainedCreditOf(chapter, 'refunded')).toEqual(['0.00']);
    expect(await cardRefundsOf(chapter, 'refunded')).toEqual([
      '2021-03-29 292.00 Requested tok_first',
    ]);
  });

  // 365.00 − 292.00 + 730.00 = 803.00: 365.00 was paid, the card is charged 438.00 more and gets nothing back.
  it('is set against the new purchase in an exchange, and the card pays the difference', async () => {
    await exchanges(chapter, {
      returns: [of('traded')],
      buys: [{ account: 'traded', sku: 'Standard_E2' }],
    });
    expect(await papers(chapter, 'traded')).toEqual([
      '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 2',
      '2 Paid Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00, Purchase 730.00 = 803.00; paid 803.00, credited 0.00, due 0.00; for 1',
    ]);
    expect(await cardRefundsOf(chapter, 'traded')).toEqual([]);
  });

  // 365.00 − 292.00 + 100.00 = 173.00: of the 365.00 that was paid 192.00 goes back.
  it('goes back to the card as far as the first payment of the new purchase does not need it', async () => {
    await exchanges(chapter, {
      returns: [of('monthly')],
      buys: [{ account: 'monthly', sku: 'Standard_A2', plan: 'Monthly' }],
    });
    expect((await papers(chapter, 'monthly'))[1]).toBe(
      '2 Paid Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00, Purchase 100.00 = 173.00; paid 173.00, credited 0.00, due 0.00; for 1',
    );
    expect(await cardRefundsOf(chapter, 'monthly')).toEqual([
      '2021-03-29 192.00 Requested tok_first',
    ]);
    expect(await retainedCreditOf(chapter, 'monthly')).toEqual(['0.00']);
  });
});
