import { beginChapter, type Chapter, CHAPTER_START_MS_MAX, dayIs, opensAccount } from './chapter';
import { papers } from './papers';
import { buys, calculatesRefund, type Held, refunds, restOf } from './trading';

/** R-AMT-5: the rows of the cancellation table for 5 days or fewer, with usage and without. */
describe('up to five days after the purchase', () => {
  let chapter: Chapter;
  let upfront: Held;
  let monthly: Held;
  let three: Held;
  let used: Held;
  let usedAtLast: Held;
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    for (const account of ['upfront', 'monthly', 'three', 'used'])
      await opensAccount(chapter, account);
    upfront = await buys(chapter, 'upfront');
    monthly = await buys(chapter, 'monthly', { sku: 'Standard_A2', plan: 'Monthly' });
    three = await buys(chapter, 'three', { quantity: 3 });
    used = await buys(chapter, 'used', { quantity: 2 });
    usedAtLast = await buys(chapter, 'used');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  describe('on the fifth day', () => {
    beforeAll(() => dayIs(chapter, '2021-01-20'));

    it('all that was paid comes back when nothing was used', async () => {
      expect(await refunds(chapter, upfront)).toMatchObject({ back: 365, errors: [] });
      expect(await papers(chapter, 'upfront')).toEqual([
        '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 2',
        '2 Paid Invoice of 2021-01-20 r1: Purchase 365.00, Refund -365.00 = 0.00; paid 0.00, credited 0.00, due 0.00; for 1',
      ]);
    });

    // The first of 12 payments of 100.00, and 11 × 100.00 that will not be charged.
    it('so does a first instalment, and the others are cancelled', async () => {
      expect(await refunds(chapter, monthly)).toMatchObject({ back: 100, commitment: 1_100 });
    });

    it('so does one unit of three', async () => {
      expect(await refunds(chapter, three)).toMatchObject({ back: 365 });
      three = await restOf(chapter, three);
    });

    // 5 of 365 days used: 365.00 × 5 ÷ 365 = 5.00 consumed, 360.00 comes back; no fee.
    it('what is unused comes back when a part of the reservation was used on any of these days', async () => {
      await chapter.post('/billingAccounts/used/usage', {
        days: [{ reservationId: used.reservation, on: '2021-01-16', usedQuantity: 1 }],
      });
      expect(await refunds(chapter, used)).toMatchObject({ back: 360 });
      expect((await papers(chapter, 'used')).at(-1)).toBe(
        '3 Due Invoice of 2021-01-20 r1: Purchase 730.00, Refund -360.00 = 370.00; paid 0.00, credited 0.00, due 370.00; for 1',
      );
    });

    // The rest came from a reservation that was used: 360.00, and not 365.00.
    it('what was used before a partial return counts for the rest too', async () => {
      expect(await calculatesRefund(chapter, await restOf(chapter, used))).toMatchObject({
        back: 360,
      });
    });

    it('a day reported as nothing used is no usage', async () => {
      const day = { reservationId: usedAtLast.reservation, on: '2021-01-17' };
      await chapter.post('/billingAccounts/used/usage', { days: [{ ...day, usedQuantity: 1 }] });
      expect(await calculatesRefund(chapter, usedAtLast)).toMatchObject({ back: 360 });
      await chapter.post('/billingAccounts/used/usage', { days: [{ ...day, usedQuantity: 0 }] });
      expect(await calculatesRefund(chapter, usedAtLast)).toMatchObject({ back: 365 });
    });
  });

  // 6 of 365 days: 365.00 × 6 ÷ 365 = 6.00 consumed, 359.00 comes back.
  it('on the sixth day what is unused comes back, and the days count from the purchase for the rest of three', async () => {
    await dayIs(chapter, '2021-01-21');
    expect(await refunds(chapter, three)).toMatchObject({ back: 359 });
  });
});
