import {
  beginChapter,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  opensAccount,
  PAYERS,
  subscriptionOf,
} from './chapter';
import { papers, pays } from './papers';
import { capOf, retainedCreditOf } from './statements';
import { buys, type Held, refunds, requestOf } from './trading';
import { feeTerms } from '../../support/fee-terms';

/** R-RET-4: what was bought at pay-as-you-go rates is returned and bought again without a penalty after a move to CSP. */
describe('a pay-as-you-go account that moves to CSP', () => {
  let chapter: Chapter;
  let held: Held;
  let fallen: Held;
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    await opensAccount(chapter, 'walkin', PAYERS.payAsYouGo);
    await opensAccount(chapter, 'partner', PAYERS.csp);
    held = await buys(chapter, 'walkin');
    fallen = await buys(chapter, 'walkin', { sku: 'Standard_D11' });
    await pays(chapter, 'walkin', { paper: 1, amount: '365.00', on: '2021-01-15' });
    const terms = feeTerms('self-service-2021-02-fee', '2021-02-01');
    await chapter.post('/policyTerms', terms);
    await dayIs(chapter, '2021-03-15');
    await chapter.post('/billingAccounts/walkin/programTransfer', {
      toBillingAccountId: 'partner',
      on: '2021-03-15',
    });
    await dayIs(chapter, '2021-03-29');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  // 365.00 − 73.00 = 292.00, without the 12 % that everybody else pays by now.
  it('returns what it bought before without a fee, on the papers of before', async () => {
    expect(await refunds(chapter, held)).toMatchObject({ back: 292, errors: [] });
    expect(await papers(chapter, 'walkin')).toEqual([
      '1 Void Invoice of 2021-01-15 r2: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 0.00; replaced by 3',
      '2 Due Invoice of 2021-01-15 r1: Purchase 365.00 = 365.00; paid 0.00, credited 0.00, due 365.00',
      '3 Paid Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00 = 73.00; paid 73.00, credited 0.00, due 0.00; for 1',
    ]);
    expect(await papers(chapter, 'partner')).toEqual([]);
  });

  it('counts nothing towards either cap', async () => {
    expect(await capOf(chapter, 'walkin')).toBe('used 0.00, left 50000.00');
    expect(await capOf(chapter, 'partner')).toBe('used 0.00, left 50000.00');
  });

  // 365.00 was paid and 73.00 is billed: 292.00 is over.
  it('has what it paid too much carried to the CSP account, which both statements say', async () => {
    const [left, ...gone] = await retainedCreditOf(chapter, 'walkin');
    expect(left).toBe('0.00');
    expect(gone.join()).toContain('-292.00');
    const [available, ...entries] = await retainedCreditOf(chapter, 'partner');
    expect(available).toBe('292.00');
    expect(entries).toHaveLength(1);
  });

  // Listed at 292.00 by now; the price paid stands: 365.00 − 73.00.
  it('is refunded by the price paid, though the price has fallen', async () => {
    expect(await refunds(chapter, fallen)).toMatchObject({ back: 292, commitment: 0 });
  });

  // 365.00, of which 292.00 is retained from before.
  it('buys again on the CSP account, for the subscription that moved, with what was carried', async () => {
    const request = {
      ...requestOf('partner'),
      billingScopeId: `/subscriptions/${subscriptionOf('walkin')}`,
    };
    const { properties } = await chapter.client.reservationOrder.calculate(request);
    expect(properties?.isBillingPartnerManaged).toBe(true);
    const order = properties?.reservationOrderId ?? '';
    await chapter.client.reservationOrder.beginPurchaseAndWait(order, request);
    expect(await papers(chapter, 'partner')).toEqual([
      '1 Due Invoice of 2021-03-29 r1: Purchase 365.00 = 365.00; paid 292.00, credited 0.00, due 73.00',
    ]);
  });
});
