import { beginChapter, type Chapter, CHAPTER_START_MS_MAX, dayIs, opensAccount } from './chapter';
import { papers } from './papers';
import { buys, calculatesExchange, calculatesRefund, exchangesWith, returnsWith } from './trading';

/** R-RET-1: the five that the self-service document names. */
const BARRED = [
  ['Databricks', 'Databricks_Units'],
  ['VMwareCloudSimple', 'CS36'],
  ['RedHatOsa', 'OpenShift_4'],
  ['RedHat', 'RHEL_4'],
  ['SuseLinux', 'SLES_4'],
] as const;

describe('types that cannot be returned', () => {
  let chapter: Chapter;
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    await opensAccount(chapter, 'contoso');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  it.each(BARRED)('%s is not refunded, not even on the day of the purchase', async (type, sku) => {
    const held = await buys(chapter, 'contoso', { sku, type });
    const said = await calculatesRefund(chapter, held);
    expect(said.errors).toEqual([
      {
        code: 'SelfServiceRefundNotSupported',
        message: `Reservations of ${type} are neither refunded nor exchanged under the terms self-service-2021-04.`,
      },
    ]);
    await expect(returnsWith(chapter, held, said.sessionId)).rejects.toMatchObject({
      statusCode: 400,
      code: 'SelfServiceRefundNotSupported',
    });
  });

  it.each(BARRED)('%s is not exchanged, not even for more of itself', async (type, sku) => {
    const held = await buys(chapter, 'contoso', { sku, type });
    const said = await calculatesExchange(chapter, {
      returns: [held],
      buys: [{ account: 'contoso', sku, type, quantity: 2 }],
    });
    expect(said.policyResult?.policyErrors).toMatchObject([{ code: 'ReservationNotExchangeable' }]);
    await expect(exchangesWith(chapter, said.sessionId)).rejects.toMatchObject({
      statusCode: 400,
      code: 'ReservationNotExchangeable',
    });
  });

  // Two of each type, an invoice of the purchase each, and nothing else.
  it('leave their invoices as they are', async () => {
    await dayIs(chapter, '2021-01-16');
    const all = await papers(chapter, 'contoso');
    expect(all).toHaveLength(10);
    for (const paper of all)
      expect(paper).toContain(' Due Invoice of 2021-01-15 r1: Purchase 365.00 = ');
  });
});
