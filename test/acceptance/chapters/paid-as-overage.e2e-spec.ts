import {
  beginChapter,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  opensAccount,
  PAYERS,
} from './chapter';
import { papers, papersOf, pays } from './papers';
import { retainedCreditOf } from './statements';
import { buys, exchanges, Holdings, refunds } from './trading';

/** R-OUT-2: the invoice of the overage and all later ones are reopened, and a credit note says the refund. */
describe('what an enrolment paid as overage', () => {
  let chapter: Chapter;
  const bought = new Holdings();
  const of = (account: string) => bought.of(account);
  beforeAll(async () => {
    chapter = await beginChapter('2020-12-10');
    const accounts = ['open', 'openTrade', 'unpaid', 'paid', 'allPaid', 'traded'];
    for (const account of accounts) await opensAccount(chapter, account, PAYERS.overage);
    // An earlier month, which nothing that follows touches.
    await buys(chapter, 'unpaid', { sku: 'Standard_A9' });
    await dayIs(chapter, '2021-01-15');
    for (const account of accounts) bought.set(account, await buys(chapter, account));
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  describe('while its month is open', () => {
    // 10 of 365 days: 355.00 comes back, 10.00 is left on the month's invoice.
    it('is a line of the month’s invoice when refunded, without a credit note', async () => {
      await dayIs(chapter, '2021-01-25');
      await refunds(chapter, of('open'));
      expect(await papers(chapter, 'open')).toEqual([]);
    });

    // 365.00 − 355.00 + 730.00 = 740.00.
    it('is such a line in an exchange, beside the new purchase', async () => {
      await exchanges(chapter, {
        returns: [of('openTrade')],
        buys: [{ account: 'openTrade', sku: 'Standard_E2' }],
      });
      await dayIs(chapter, '2021-02-01');
      expect(await papers(chapter, 'openTrade')).toEqual([
        '1 Due Invoice of 2021-02-01 r1: Purchase 365.00, Refund -355.00, Purchase 730.00 = 740.00; paid 0.00, credited 0.00, due 740.00',
      ]);
    });

    it('is billed on the first day of the next month', async () => {
      await dayIs(chapter, '2021-02-01');
      expect(await papers(chapter, 'open')).toEqual([
        '1 Due Invoice of 2021-02-01 r1: Purchase 365.00, Refund -355.00 = 10.00; paid 0.00, credited 0.00, due 10.00',
      ]);
    });
  });

  describe('when its month is closed', () => {
    beforeAll(async () => {
      await dayIs(chapter, '2021-02-10');
      for (const account of ['unpaid', 'paid', 'allPaid', 'traded']) await buys(chapter, account);
      await dayIs(chapter, '2021-03-02');
      const january = { paper: 1, amount: '365.00', on: '2021-03-02' };
      const february = { ...january, paper: 2 };
      await pays(chapter, 'paid', january);
      await pays(chapter, 'allPaid', january);
      await pays(chapter, 'allPaid', february);
      await dayIs(chapter, '2021-03-29');
    });

    // 73 of 365 days: 292.00 comes back, against the 365.00 that is due for January.
    it('is set against the original invoice, and every later one is reopened', async () => {
      await refunds(chapter, of('unpaid'));
      expect(await papers(chapter, 'unpaid')).toEqual([
        '1 Due Invoice of 2021-01-01 r1: Purchase 0.01 = 0.01; paid 0.00, credited 0.00, due 0.01',
        '2 Due Invoice of 2021-02-01 r2: Purchase 365.00 = 365.00; paid 0.00, credited 292.00, due 73.00',
        '3 Due Invoice of 2021-03-01 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 365.00',
        '4 Paid CreditNote of 2021-03-29 r1: Refund 292.00 = 292.00; paid 0.00, credited 0.00, due 0.00; credits 2',
      ]);
      const [, original, later] = await papersOf(chapter, 'unpaid');
      for (const reopened of [original, later]) {
        expect(reopened?.revisions.map(({ on }) => on).at(-1)).toBe('2021-03-29');
        expect(reopened?.revisions.at(-1)?.why).not.toBe('');
      }
    });

    // January's is paid: 292.00 against the 365.00 of February.
    it('is set against a later invoice when the original is paid', async () => {
      await refunds(chapter, of('paid'));
      expect(await papers(chapter, 'paid')).toEqual([
        '1 Paid Invoice of 2021-02-01 r2: Purchase 365.00 = 365.00; paid 365.00, credited 0.00, due 0.00',
        '2 Due Invoice of 2021-03-01 r2: Purchase 365.00 = 365.00; paid 0.00, credited 292.00, due 73.00',
        '3 Paid CreditNote of 2021-03-29 r1: Refund 292.00 = 292.00; paid 0.00, credited 0.00, due 0.00; credits 1',
      ]);
    });

    it('carries to the next invoice what no invoice owes', async () => {
      await refunds(chapter, of('allPaid'));
      expect((await retainedCreditOf(chapter, 'allPaid'))[0]).toBe('292.00');
      await buys(chapter, 'allPaid');
      expect((await retainedCreditOf(chapter, 'allPaid'))[0]).toBe('292.00');
    });

    it('goes the same way in an exchange, and the new purchase is overage of its own month', async () => {
      await exchanges(chapter, {
        returns: [of('traded')],
        buys: [{ account: 'traded', sku: 'Standard_E2' }],
      });
      await dayIs(chapter, '2021-04-01');
      expect(await papers(chapter, 'traded')).toEqual([
        '1 Due Invoice of 2021-02-01 r2: Purchase 365.00 = 365.00; paid 0.00, credited 292.00, due 73.00',
        '2 Due Invoice of 2021-03-01 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 365.00',
        '3 Paid CreditNote of 2021-03-29 r1: Refund 292.00 = 292.00; paid 0.00, credited 0.00, due 0.00; credits 1',
        '4 Due Invoice of 2021-04-01 r1: Purchase 730.00 = 730.00; paid 0.00, credited 0.00, due 730.00',
      ]);
    });

    // 365.00 bought on 29 March, 292.00 carried: 73.00 is due.
    it('pays the next invoice with what was carried', async () => {
      await dayIs(chapter, '2021-04-01');
      expect(await papers(chapter, 'allPaid')).toEqual([
        '1 Paid Invoice of 2021-02-01 r2: Purchase 365.00 = 365.00; paid 365.00, credited 0.00, due 0.00',
        '2 Paid Invoice of 2021-03-01 r2: Purchase 365.00 = 365.00; paid 365.00, credited 0.00, due 0.00',
        '3 Paid CreditNote of 2021-03-29 r1: Refund 292.00 = 292.00; paid 0.00, credited 0.00, due 0.00; credits 1',
        '4 Due Invoice of 2021-04-01 r1: Purchase 365.00 = 365.00; paid 292.00, credited 0.00, due 73.00',
      ]);
      expect((await retainedCreditOf(chapter, 'allPaid'))[0]).toBe('0.00');
    });
  });
});
