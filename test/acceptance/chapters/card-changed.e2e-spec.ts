import {
  beginChapter,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  opensAccount,
  PAYERS,
} from './chapter';
import { papers } from './papers';
import { cardRefundsOf, retainedCreditOf, supportRequestsOf } from './statements';
import { buys, exchanges, type Held, refunds } from './trading';

const NEW_CARD = { token: 'tok_second', brand: 'Mastercard', last4: '1881' };

/** R-OUT-4: money for a card that is no longer on file is a matter for support. */
describe('a card that was changed since the purchase', () => {
  let chapter: Chapter;
  let first: Held;
  let later: Held;
  let traded: Held;
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    for (const account of ['contoso', 'traded']) await opensAccount(chapter, account, PAYERS.card);
    first = await buys(chapter, 'contoso');
    traded = await buys(chapter, 'traded');
    await dayIs(chapter, '2021-03-01');
    for (const account of ['contoso', 'traded'])
      await chapter.post(`/billingAccounts/${account}/cardOnFile`, NEW_CARD, 'PUT');
    later = await buys(chapter, 'contoso');
    await dayIs(chapter, '2021-03-29');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  // After 73 of 365 days 292.00 of the 365.00 paid with the first card comes back.
  it('has the money held, with all papers made and a support request opened', async () => {
    await refunds(chapter, first);
    expect(await papers(chapter, 'contoso')).toEqual([
      '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 3',
      '2 Paid Invoice of 2021-03-01 r1: Purchase 365.00 = 365.00; paid 365.00, credited 0.00, due 0.00',
      '3 Paid Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00 = 73.00; paid 73.00, credited 0.00, due 0.00; for 1',
    ]);
    expect(await cardRefundsOf(chapter, 'contoso')).toEqual([
      '2021-03-29 292.00 Held tok_first, asked of support',
    ]);
    expect(await retainedCreditOf(chapter, 'contoso')).toEqual(['0.00']);
    expect(await supportRequestsOf(chapter, 'contoso')).toMatchObject([
      { status: 'Created', amount: '292.00' },
    ]);
  });

  // Bought with the card on file, 28 of 365 days ago: 365.00 − 28.00 = 337.00.
  it('gets back what it paid itself', async () => {
    await refunds(chapter, later);
    expect(await cardRefundsOf(chapter, 'contoso')).toEqual([
      '2021-03-29 292.00 Held tok_first, asked of support',
      '2021-03-29 337.00 Requested tok_second',
    ]);
  });

  // 365.00 − 292.00 + 100.00 = 173.00: of the 365.00 of the first card 192.00 is over.
  it('has what an exchange leaves over held in the same way', async () => {
    await exchanges(chapter, {
      returns: [traded],
      buys: [{ account: 'traded', sku: 'Standard_A2', plan: 'Monthly' }],
    });
    expect(await papers(chapter, 'traded')).toEqual([
      '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 2',
      '2 Paid Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00, Purchase 100.00 = 173.00; paid 173.00, credited 0.00, due 0.00; for 1',
    ]);
    expect(await cardRefundsOf(chapter, 'traded')).toEqual([
      '2021-03-29 192.00 Held tok_first, asked of support',
    ]);
    expect(await supportRequestsOf(chapter, 'traded')).toMatchObject([{ amount: '192.00' }]);
  });

  const moved = async (account: string, ...steps: readonly string[]) => {
    const [asked] = await supportRequestsOf(chapter, account);
    for (const status of steps)
      await chapter.post(
        `/billingAccounts/${account}/supportRequests/${asked?.id ?? ''}`,
        { status },
        'PATCH',
      );
    return (await supportRequestsOf(chapter, account))[0]?.status;
  };

  // The papers are as they were: the request returns nothing, it moves the money.
  it('gets the held money once the request is approved, on the card then on file', async () => {
    const before = await papers(chapter, 'contoso');
    await dayIs(chapter, '2021-04-06');
    expect(await moved('contoso', 'InProgress', 'Approved')).toBe('Approved');
    expect(await cardRefundsOf(chapter, 'contoso')).toEqual([
      '2021-03-29 337.00 Requested tok_second',
      '2021-04-06 292.00 Requested tok_second, asked of support',
    ]);
    expect(await papers(chapter, 'contoso')).toEqual(before);
    expect(await moved('contoso', 'Closed')).toBe('Closed');
  });

  it('leaves the money held and owed when the request is declined', async () => {
    expect(await moved('traded', 'InProgress', 'Declined')).toBe('Declined');
    expect(await cardRefundsOf(chapter, 'traded')).toEqual([
      '2021-03-29 192.00 Held tok_first, asked of support',
    ]);
  });
});
