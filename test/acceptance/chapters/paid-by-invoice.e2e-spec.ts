import {
  beginChapter,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  opensAccount,
  PAYERS,
} from './chapter';
import { papers, pays } from './papers';
import { retainedCreditOf } from './statements';
import { buys, exchanges, Holdings, refunds } from './trading';

/** Beside a Customer Agreement: pay-as-you-go by invoice, and the customer of a CSP partner. */
const OTHER_PAYERS = ['payAsYouGo', 'csp'] as const;

/** R-OUT-3, R-OUT-5: the invoice is void, and a new one shows the refund, and in an exchange the purchase too. */
describe('what was paid by invoice', () => {
  let chapter: Chapter;
  const bought = new Holdings();
  const of = (account: string) => bought.of(account);
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    for (const account of ['unpaid', 'partly', 'paid', 'traded', 'settled', 'monthly']) {
      await opensAccount(chapter, account);
      bought.set(account, await buys(chapter, account));
    }
    for (const account of OTHER_PAYERS) {
      await opensAccount(chapter, account, PAYERS[account]);
      bought.set(account, await buys(chapter, account));
    }
    const on = '2021-01-15';
    await pays(chapter, 'partly', { paper: 1, amount: '200.00', on });
    for (const account of ['paid', 'settled', 'monthly'])
      await pays(chapter, account, { paper: 1, amount: '365.00', on });
    await dayIs(chapter, '2021-03-29');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  // After 73 of 365 days 292.00 of 365.00 comes back: what is billed is 365.00 − 292.00 = 73.00.
  describe('and is refunded', () => {
    it('leaves the rest to be paid when the invoice was not', async () => {
      await refunds(chapter, of('unpaid'));
      expect(await papers(chapter, 'unpaid')).toEqual([
        '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 2',
        '2 Due Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00 = 73.00; paid 0.00, credited 0.00, due 73.00; for 1',
      ]);
      expect(await retainedCreditOf(chapter, 'unpaid')).toEqual(['0.00']);
    });

    it.each(OTHER_PAYERS)('has its invoice cancelled and a new one made: %s', async (account) => {
      await refunds(chapter, of(account));
      expect(await papers(chapter, account)).toEqual([
        '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 2',
        '2 Due Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00 = 73.00; paid 0.00, credited 0.00, due 73.00; for 1',
      ]);
    });

    // 200.00 was paid and 73.00 is billed: 127.00 is retained.
    it('retains what a part payment leaves over', async () => {
      await refunds(chapter, of('partly'));
      expect(await papers(chapter, 'partly')).toEqual([
        '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 2',
        '2 Paid Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00 = 73.00; paid 73.00, credited 0.00, due 0.00; for 1',
      ]);
      expect(await retainedCreditOf(chapter, 'partly')).toEqual([
        '127.00',
        '2021-03-29 127.00 Refund',
      ]);
    });

    // 365.00 was paid and 73.00 is billed: 292.00 is retained.
    it('retains the refund when the invoice was paid, against a future purchase', async () => {
      await refunds(chapter, of('paid'));
      expect(await retainedCreditOf(chapter, 'paid')).toEqual([
        '292.00',
        '2021-03-29 292.00 Refund',
      ]);
      await buys(chapter, 'paid');
      expect(await papers(chapter, 'paid')).toEqual([
        '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 2',
        '2 Paid Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00 = 73.00; paid 73.00, credited 0.00, due 0.00; for 1',
        // 365.00, of which the retained 292.00 pays its part: 73.00 is due.
        '3 Due Invoice of 2021-03-29 r1: Purchase 365.00 = 365.00; paid 292.00, credited 0.00, due 73.00',
      ]);
      expect((await retainedCreditOf(chapter, 'paid'))[0]).toBe('0.00');
    });
  });

  describe('and is exchanged', () => {
    const forDearer = (account: string) =>
      exchanges(chapter, {
        returns: [of(account)],
        buys: [{ account, sku: 'Standard_E2' }],
      });

    // 365.00 − 292.00 + 730.00 = 803.00.
    it('is billed on one new invoice that shows the refund and the new purchase', async () => {
      const { calculated } = await forDearer('traded');
      expect(calculated).toMatchObject({
        refundsTotal: { currencyCode: 'USD', amount: 292 },
        purchasesTotal: { currencyCode: 'USD', amount: 730 },
        netPayable: { currencyCode: 'USD', amount: 438 },
      });
      expect(await papers(chapter, 'traded')).toEqual([
        '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 2',
        '2 Due Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00, Purchase 730.00 = 803.00; paid 0.00, credited 0.00, due 803.00; for 1',
      ]);
    });

    // 803.00 less the 365.00 that was paid: 438.00 = 730.00 − 292.00 is due.
    it('leaves the difference to be paid when the first invoice was', async () => {
      await forDearer('settled');
      expect(await papers(chapter, 'settled')).toEqual([
        '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 2',
        '2 Due Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00, Purchase 730.00 = 803.00; paid 365.00, credited 0.00, due 438.00; for 1',
      ]);
      expect(await retainedCreditOf(chapter, 'settled')).toEqual(['0.00']);
    });

    // 365.00 − 292.00 + 100.00 = 173.00, 365.00 paid: 192.00 is over, and pays the second instalment and 92.00 of the third.
    it('retains what is over when the new purchase is paid by the month, and pays its instalments with it', async () => {
      await exchanges(chapter, {
        returns: [of('monthly')],
        buys: [{ account: 'monthly', sku: 'Standard_A2', plan: 'Monthly' }],
      });
      const [, first] = await papers(chapter, 'monthly');
      expect(first).toBe(
        '2 Paid Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00, Purchase 100.00 = 173.00; paid 173.00, credited 0.00, due 0.00; for 1',
      );
      expect((await retainedCreditOf(chapter, 'monthly'))[0]).toBe('192.00');
      await dayIs(chapter, '2021-05-29');
      expect((await papers(chapter, 'monthly')).slice(2)).toEqual([
        '3 Paid Invoice of 2021-04-29 r1: Instalment 100.00 = 100.00; paid 100.00, credited 0.00, due 0.00',
        '4 Due Invoice of 2021-05-29 r1: Instalment 100.00 = 100.00; paid 92.00, credited 0.00, due 8.00',
      ]);
    });
  });
});
