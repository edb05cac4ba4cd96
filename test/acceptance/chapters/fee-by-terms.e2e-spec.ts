import {
  beginChapter,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  opensAccount,
  PAYERS,
  term,
  usd,
} from './chapter';
import { papers } from './papers';
import { capOf, prepaymentOf } from './statements';
import { buys, calculatesExchange, calculatesRefund, type Held, refunds } from './trading';
import { feeTerms } from '../../support/fee-terms';

const FEE_TERMS = feeTerms('self-service-2021-03-fee', '2021-03-29', {
  lowerPriceInRefund: true,
  lowerPriceInExchange: false,
});

/** R-AMT-5: the self-service document charges no fee, and says that 12 % may come; terms bring it without a release. */
describe('an early termination fee of 12 %, by terms that were published', () => {
  let chapter: Chapter;
  let early: Held;
  let held: Held;
  let monthly: Held;
  let prepaid: Held;
  let young: Held;
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    await opensAccount(chapter, 'contoso');
    const prepayment = PAYERS.enrolment(term('2021', '2021-01-01', '2022-01-01', '1000.00'));
    await opensAccount(chapter, 'enrolment', prepayment);
    early = await buys(chapter, 'contoso');
    held = await buys(chapter, 'contoso');
    monthly = await buys(chapter, 'contoso', { sku: 'Standard_A2', plan: 'Monthly' });
    prepaid = await buys(chapter, 'enrolment');
    await chapter.post('/policyTerms', FEE_TERMS);
    await dayIs(chapter, '2021-03-28');
    young = await buys(chapter, 'contoso');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  // 72 of 365 days used: 365.00 − 72.00 = 293.00.
  it('is not charged on the day before they take effect', async () => {
    expect(await refunds(chapter, early)).toMatchObject({ back: 293, errors: [] });
  });

  // 73 of 365 days used: 292.00 prorated, 292.00 × 12 % = 35.04, 292.00 − 35.04 = 256.96.
  // The invoice: 365.00 − 292.00 + 35.04 = 108.04.
  it('is taken from the prorated refund, and stands on the invoice as a line of its own', async () => {
    await dayIs(chapter, '2021-03-29');
    expect(await refunds(chapter, held)).toMatchObject({ back: 256.96, commitment: 0 });
    expect((await papers(chapter, 'contoso')).at(-1)).toBe(
      '8 Due Invoice of 2021-03-29 r1: Purchase 365.00, Refund -292.00, EarlyTerminationFee 35.04 = 108.04; paid 0.00, credited 0.00, due 108.04; for 2',
    );
  });

  // 293.00 of the day before + 292.00: what counts is before the fee.
  it('lowers the money, and not what counts towards the cap', async () => {
    expect(await capOf(chapter, 'contoso')).toBe('used 585.00, left 49415.00');
  });

  // The third payment, 14 of 31 days used: 54.84 prorated, 54.84 × 12 % = 6.5808, so 6.58; 48.26 comes back.
  it('is on the money, and not on the payments that are cancelled', async () => {
    expect(await calculatesRefund(chapter, monthly)).toMatchObject({
      back: 48.26,
      commitment: 900,
    });
  });

  it('is shown with a prepayment credit, which is granted net', async () => {
    await refunds(chapter, prepaid);
    expect((await prepaymentOf(chapter, 'enrolment'))[0]).toBe(
      'credit 256.96 2021-03-29 to 2021-06-27 in 2021: used 0.00, expired 0.00, left 256.96, fee 35.04',
    );
  });

  it('is not charged within five days', async () => {
    expect(await calculatesRefund(chapter, young)).toMatchObject({ back: 365 });
  });

  // 100.00 × 17 ÷ 31 = 54.84 and the nine payments of 100.00 left.
  it('is not charged in an exchange', async () => {
    const said = await calculatesExchange(chapter, {
      returns: [monthly],
      buys: [{ account: 'contoso', sku: 'Standard_A2' }],
    });
    expect(said.refundsTotal).toEqual(usd(954.84));
  });
});
