import {
  beginChapter,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  opensAccount,
  OWNER,
  usd,
} from './chapter';
import { papers } from './papers';
import {
  buys,
  calculatesExchange,
  calculatesRefund,
  exchanges,
  exchangesWith,
  type Held,
} from './trading';

/** R-EXC-6: the twin with premium storage, such as F1s for F1, needs neither a new term nor a paper. */
describe('the premium-storage twin', () => {
  let chapter: Chapter;
  let held: Held;
  const swap = (armSkuName: string, as = OWNER) =>
    chapter.system
      .ledger(as)
      .post(`/reservationOrders/${held.order}/reservations/${held.reservation}/swap`, {
        armSkuName,
      });
  const resource = () => chapter.client.reservation.get(held.order, held.reservation);
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    await opensAccount(chapter, 'contoso');
    held = await buys(chapter, 'contoso', { sku: 'Standard_F1' });
    await dayIs(chapter, '2021-03-29');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  it('is not to be had by an exchange for nothing else, which names the swap', async () => {
    const said = await calculatesExchange(chapter, {
      returns: [held],
      buys: [{ account: 'contoso', sku: 'Standard_F1s' }],
    });
    expect(said.policyResult?.policyErrors).toMatchObject([
      { code: 'ReservationNotExchangeable', message: expect.stringContaining('/swap') as unknown },
    ]);
    await expect(exchangesWith(chapter, said.sessionId)).rejects.toMatchObject({
      statusCode: 400,
      code: 'ReservationNotExchangeable',
    });
  });

  it('is swapped by an Owner only, and for nothing but the twin', async () => {
    const stranger = await swap('Standard_F1s', { principal: 'mallory@contoso.example' });
    expect(stranger).toMatchObject({ status: 403 });
    expect((await swap('Standard_E2')).status).toBe(400);
  });

  it('takes the place of the other without a new term', async () => {
    const before = await resource();
    expect((await swap('Standard_F1s')).status).toBe(200);
    const after = await resource();
    expect(after.sku?.name).toBe('Standard_F1s');
    expect(after.properties).toMatchObject({
      provisioningState: 'Succeeded',
      term: 'P1Y',
      quantity: 1,
      expiryDate: before.properties?.expiryDate,
    });
  });

  it('costs nothing and makes no paper, though it is listed at twice the price', async () => {
    expect(await papers(chapter, 'contoso')).toEqual([
      '1 Due Invoice of 2021-01-15 r1: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 365.00',
    ]);
  });

  // 365.00 was paid and the SKU that was bought is listed at 365.00: 73 of 365 days used, 292.00 comes back.
  it('is refunded by the price of what was bought', async () => {
    expect(await calculatesRefund(chapter, held)).toMatchObject({ back: 292 });
  });

  it('is swapped back the same way', async () => {
    expect((await swap('Standard_F1')).status).toBe(200);
    expect((await resource()).sku?.name).toBe('Standard_F1');
    expect(await papers(chapter, 'contoso')).toHaveLength(1);
  });

  // 292.00 against 2,190.00 for three years: a new term, and papers.
  it('for another term is an ordinary exchange', async () => {
    const { calculated } = await exchanges(chapter, {
      returns: [held],
      buys: [{ account: 'contoso', sku: 'Standard_F1s', term: 'P3Y' }],
    });
    expect(calculated).toMatchObject({ refundsTotal: usd(292), netPayable: usd(1_898) });
    expect(await papers(chapter, 'contoso')).toHaveLength(2);
  });
});
