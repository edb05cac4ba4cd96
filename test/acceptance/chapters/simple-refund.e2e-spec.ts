import { beginChapter, type Chapter, CHAPTER_START_MS_MAX, dayIs, opensAccount } from './chapter';
import { papers } from './papers';
import { capOf, capUsesOf, retainedCreditOf } from './statements';
import { buys, calculatesRefund, type Held, read, returnsWith } from './trading';

/** R-AMT-4, R-OUT-3: one reservation, one refund. */
describe('a simple refund', () => {
  let chapter: Chapter;
  let held: Held;
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    await opensAccount(chapter, 'contoso');
    held = await buys(chapter, 'contoso');
    await dayIs(chapter, '2021-03-29');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  // 365.00 a year, 73 of 365 days used: 365.00 × 73 ÷ 365 = 73.00 consumed, 292.00 comes back.
  it('is the unused part of what was paid, by the day', async () => {
    const said = await calculatesRefund(chapter, held);
    expect(said).toMatchObject({ back: 292, commitment: 0, consumed: 0, errors: [] });
    expect(await papers(chapter, 'contoso')).toHaveLength(1);
  });

  it('is made by an Owner of the order only', async () => {
    const stranger = {
      ...chapter,
      client: chapter.system.client({ principal: 'mallory@contoso.example' }),
    };
    await expect(calculatesRefund(stranger, held)).rejects.toMatchObject({
      statusCode: 403,
      code: 'AuthorizationFailed',
    });
  });

  it('cancels the reservation and its order, which stay readable', async () => {
    const { sessionId } = await calculatesRefund(chapter, held);
    await returnsWith(chapter, held, sessionId);
    expect(await read(chapter, held)).toMatchObject({
      provisioningState: 'Cancelled',
      displayProvisioningState: 'Cancelled',
      quantity: 1,
    });
    const order = await chapter.client.reservationOrder.get(held.order);
    expect(order.provisioningState).toBe('Cancelled');
  });

  it('cancels the invoice of the purchase, and a new one adds the refund', async () => {
    expect(await papers(chapter, 'contoso')).toEqual([
      '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 2',
      '2 Due Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00 = 73.00; paid 0.00, credited 0.00, due 73.00; for 1',
    ]);
    expect(await retainedCreditOf(chapter, 'contoso')).toEqual(['0.00']);
  });

  it('counts towards the cap for 365 days', async () => {
    expect(await capOf(chapter, 'contoso')).toBe('used 292.00, left 49708.00');
    expect(await capUsesOf(chapter, 'contoso')).toEqual(['292.00 2021-03-29 to 2022-03-29']);
  });

  it('cannot be made a second time', async () => {
    await expect(calculatesRefund(chapter, held)).rejects.toMatchObject({
      statusCode: 409,
      code: 'OperationCannotBePerformedInCurrentState',
    });
  });
});
