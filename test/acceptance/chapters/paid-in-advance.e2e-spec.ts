import {
  beginChapter,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  opensAccount,
  PAYERS,
  term,
} from './chapter';
import { papers } from './papers';
import { prepaymentOf } from './statements';
import { buys, exchanges, type Held, refunds } from './trading';

const ENROLMENT = PAYERS.enrolment(term('2021', '2021-01-01', '2022-01-01', '1000.00'));

/** R-OUT-1: the money goes back to the prepayment, as a credit that lives 90 days. */
describe('what an enrolment paid from its prepayment', () => {
  let chapter: Chapter;
  let first: Held;
  let second: Held;
  let traded: Held;
  let uncovered: Held;
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    for (const account of ['refunded', 'traded']) await opensAccount(chapter, account, ENROLMENT);
    const small = PAYERS.enrolment(term('2021', '2021-01-01', '2022-01-01', '400.00'));
    await opensAccount(chapter, 'uncovered', small);
    first = await buys(chapter, 'refunded');
    second = await buys(chapter, 'refunded');
    traded = await buys(chapter, 'traded');
    uncovered = await buys(chapter, 'uncovered');
    await opensAccount(chapter, 'thrice', ENROLMENT);
    for (let n = 0; n < 3; n += 1) await buys(chapter, 'thrice');
    await dayIs(chapter, '2021-03-29');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  // 1,000.00 − 365.00 − 365.00 = 270.00 does not cover a third 365.00 whole: that is overage of January.
  it('is all of a charge or nothing of it', async () => {
    expect(await prepaymentOf(chapter, 'thrice')).toEqual([
      'term 2021: left 270.00',
      'usable 0.00',
    ]);
    expect(await papers(chapter, 'thrice')).toEqual([
      '1 Due Invoice of 2021-02-01 r1: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 365.00',
    ]);
  });

  describe('and is refunded', () => {
    // 1,000.00 − 365.00 − 365.00 = 270.00.
    it('has been taken from the balance of the term, without a paper', async () => {
      expect(await prepaymentOf(chapter, 'refunded')).toEqual([
        'term 2021: left 270.00',
        'usable 0.00',
      ]);
      expect(await papers(chapter, 'refunded')).toEqual([]);
    });

    // 73 of 365 days: 292.00. Usable on 3 days of March, 30, 31 and 26 of June: 90 days, to 27 June (excluded).
    it('comes back as a credit of 90 days', async () => {
      await refunds(chapter, first);
      expect(await prepaymentOf(chapter, 'refunded')).toEqual([
        'credit 292.00 2021-03-29 to 2021-06-27 in 2021: used 0.00, expired 0.00, left 292.00',
        'term 2021: left 270.00',
        'usable 292.00',
      ]);
    });

    // 74 of 365 days: 291.00. Then 365.00 = 292.00 of the credit that expires first + 73.00 of the other.
    it('pays the next purchase with the credits first, the soonest to expire before the others', async () => {
      await dayIs(chapter, '2021-03-30');
      await refunds(chapter, second);
      await buys(chapter, 'refunded');
      expect(await prepaymentOf(chapter, 'refunded')).toEqual([
        'credit 292.00 2021-03-29 to 2021-06-27 in 2021: used 292.00, expired 0.00, left 0.00',
        'credit 291.00 2021-03-30 to 2021-06-28 in 2021: used 73.00, expired 0.00, left 218.00',
        'term 2021: left 270.00',
        'usable 218.00',
      ]);
    });

    it('is usable on the ninetieth day, and expires after it', async () => {
      expect((await prepaymentOf(chapter, 'refunded', '2021-06-27')).at(-1)).toBe('usable 218.00');
      expect((await prepaymentOf(chapter, 'refunded', '2021-06-28')).at(-1)).toBe('usable 0.00');
      await dayIs(chapter, '2021-06-27');
      expect((await prepaymentOf(chapter, 'refunded')).at(-1)).toBe('usable 218.00');
      await dayIs(chapter, '2021-06-28');
      expect(await prepaymentOf(chapter, 'refunded')).toEqual([
        'credit 292.00 2021-03-29 to 2021-06-27 in 2021: used 292.00, expired 0.00, left 0.00',
        'credit 291.00 2021-03-30 to 2021-06-28 in 2021: used 73.00, expired 218.00, left 0.00',
        'term 2021: left 270.00',
        'usable 0.00',
      ]);
      expect(await papers(chapter, 'refunded')).toEqual([]);
    });
  });

  // On 28 June 164 of 365 days are used: 365.00 × 164 ÷ 365 = 164.00 consumed, 201.00 comes back.
  describe('and is exchanged', () => {
    // 635.00 of the term + 201.00 ≥ 730.00: the credit pays 201.00 at once, the term 529.00; 106.00 is left.
    it('pays the new purchase with the credit at once', async () => {
      await exchanges(chapter, {
        returns: [traded],
        buys: [{ account: 'traded', sku: 'Standard_E2' }],
      });
      expect(await prepaymentOf(chapter, 'traded')).toEqual([
        'credit 201.00 2021-06-28 to 2021-09-26 in 2021: used 201.00, expired 0.00, left 0.00',
        'term 2021: left 106.00',
        'usable 0.00',
      ]);
      expect(await papers(chapter, 'traded')).toEqual([]);
    });

    // 35.00 of the term + 201.00 < 730.00: a charge is paid one way, so the whole is overage.
    it('keeps the credit when the new purchase is not covered whole, and bills that as overage', async () => {
      await exchanges(chapter, {
        returns: [uncovered],
        buys: [{ account: 'uncovered', sku: 'Standard_E2' }],
      });
      expect(await prepaymentOf(chapter, 'uncovered')).toEqual([
        'credit 201.00 2021-06-28 to 2021-09-26 in 2021: used 0.00, expired 0.00, left 201.00',
        'term 2021: left 35.00',
        'usable 201.00',
      ]);
      await dayIs(chapter, '2021-07-01');
      expect(await papers(chapter, 'uncovered')).toEqual([
        '1 Due Invoice of 2021-07-01 r1: Purchase 730.00 = 730.00; paid 0.00, credited 0.00, due 730.00',
      ]);
    });
  });
});
