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

const FIRST_TERM = term('2021', '2021-01-01', '2022-01-01', '2000.00');
const SECOND_TERM = term('2022', '2022-02-01', '2023-02-01', '1000.00');

/** R-RET-3: what was bought under an enrolment that expired can still be returned. */
describe('an enrolment that expired', () => {
  let chapter: Chapter;
  let held: Held;
  let traded: Held;
  let termless: Held;
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    for (const account of ['renewed', 'traded', 'termless'])
      await opensAccount(chapter, account, PAYERS.enrolment(FIRST_TERM));
    held = await buys(chapter, 'renewed', { term: 'P3Y' });
    traded = await buys(chapter, 'traded', { term: 'P3Y' });
    termless = await buys(chapter, 'termless', { term: 'P3Y' });
    await dayIs(chapter, '2022-02-01');
    for (const account of ['renewed', 'traded'])
      await chapter.post(`/billingAccounts/${account}/prepaymentTerms`, SECOND_TERM);
    await dayIs(chapter, '2022-03-01');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  // From 15 January 2021: 365 + 17 + 28 = 410 of 1,095 days used, 1,095.00 − 410.00 = 685.00 comes back.
  // 90 days: 31 of March (from the first), 30, and 29 of May: not usable from 30 May on.
  it('and was renewed has the refund added to the current term', async () => {
    expect(await refunds(chapter, held)).toMatchObject({ back: 685, errors: [] });
    expect(await prepaymentOf(chapter, 'renewed')).toContain(
      'credit 685.00 2022-03-01 to 2022-05-30 in 2022: used 0.00, expired 0.00, left 685.00',
    );
    expect(await prepaymentOf(chapter, 'renewed')).toContain('term 2022: left 1000.00');
    expect((await prepaymentOf(chapter, 'renewed')).at(-1)).toBe('usable 685.00');
    expect(await papers(chapter, 'renewed')).toEqual([]);
  });

  // The credit of 685.00 pays its part of 1,095.00 at once, the new term 410.00: 590.00 is left.
  it('and was renewed exchanges on the balance of the current term', async () => {
    await exchanges(chapter, {
      returns: [traded],
      buys: [{ account: 'traded', sku: 'Standard_E2', term: 'P3Y' }],
    });
    const said = await prepaymentOf(chapter, 'traded');
    expect(said).toContain(
      'credit 685.00 2022-03-01 to 2022-05-30 in 2022: used 685.00, expired 0.00, left 0.00',
    );
    expect(said).toContain('term 2022: left 590.00');
    expect(await papers(chapter, 'traded')).toEqual([]);
  });

  it('and was not renewed has a credit that stands by itself, and can be used while it is valid', async () => {
    expect(await refunds(chapter, termless)).toMatchObject({ back: 685 });
    const credit = (used: string, left: string) =>
      `credit 685.00 2022-03-01 to 2022-05-30 in no term: used ${used}, expired 0.00, left ${left}`;
    expect(await prepaymentOf(chapter, 'termless')).toContain(credit('0.00', '685.00'));
    // 685.00 covers 365.00 whole.
    await buys(chapter, 'termless');
    expect(await prepaymentOf(chapter, 'termless')).toContain(credit('365.00', '320.00'));
    expect(await papers(chapter, 'termless')).toEqual([]);
  });
});
