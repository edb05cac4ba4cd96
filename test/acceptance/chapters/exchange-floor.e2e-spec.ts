import {
  beginChapter,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  opensAccount,
  usd,
} from './chapter';
import { papers } from './papers';
import {
  buys,
  calculatesExchange,
  exchanges,
  exchangesWith,
  type Held,
  read,
  type Wanted,
} from './trading';

/** R-EXC-3, by the document's example: 36 payments of 100.00, 18 of them left, so at least 1,800.00 is to be bought, paid either way. */
describe('the floor of an exchange, after the 18th of 36 payments of 100 USD', () => {
  let chapter: Chapter;
  const bought = new Map<string, Held>();
  const ACCOUNTS = ['below', 'at', 'monthly', 'above'];
  const trade = (account: string, wanted: Wanted) => {
    const held = bought.get(account);
    if (held === undefined) throw new Error(`${account} bought nothing`);
    return { returns: [held], buys: [{ account, ...wanted }] };
  };
  beforeAll(async () => {
    chapter = await beginChapter('2020-01-15');
    for (const account of ACCOUNTS) {
      await opensAccount(chapter, account);
      const wanted = { sku: 'Standard_A2', term: 'P3Y', plan: 'Monthly' } as const;
      bought.set(account, await buys(chapter, account, wanted));
    }
    // The 18th payment was due on 15 June 2021.
    await dayIs(chapter, '2021-06-20');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  // 18 × 100.00 = 1,800.00 is left; of the 18th payment 5 of 30 days are used: 16.67 consumed, 83.33 comes back.
  it('a cent below it is refused, with what is short and the two ways out', async () => {
    const said = await calculatesExchange(chapter, trade('below', { sku: 'Standard_B1' }));
    expect(said).toMatchObject({
      purchasesTotal: usd(1_799.99),
      refundsTotal: usd(1_883.33),
      reservationsToExchange: [
        {
          billingRefundAmount: usd(83.33),
          billingInformation: { billingCurrencyRemainingCommitmentAmount: usd(1_800) },
        },
      ],
      policyResult: {
        policyErrors: [
          {
            code: 'PurchaseTotalLessThanRefundTotal',
            message:
              'The new purchases come to 1799.99 USD and must reach 1800.00 USD: 0.01 USD short. Return less, or buy more.',
          },
        ],
      },
    });
    await expect(exchangesWith(chapter, said.sessionId)).rejects.toMatchObject({
      statusCode: 400,
      code: 'PurchaseTotalLessThanRefundTotal',
    });
  });

  // The 18 invoices of the 18 payments, and nothing more.
  it('what is refused changes nothing', async () => {
    const held = bought.get('below');
    if (held === undefined) throw new Error('It was not bought');
    expect(await read(chapter, held)).toMatchObject({ provisioningState: 'Succeeded' });
    expect(await papers(chapter, 'below')).toHaveLength(18);
  });

  // 1,800.00 − 83.33 − 1,800.00 = −83.33: the two tests are not one sum, and equality passes.
  it('exactly at it is accepted, paid upfront, though less is payable than comes back', async () => {
    const { calculated } = await exchanges(chapter, trade('at', { sku: 'Standard_B2' }));
    expect(calculated).toMatchObject({ purchasesTotal: usd(1_800), netPayable: usd(-83.33) });
    // The 18th paper billed what is returned: 100.00 − 83.33 + 1,800.00 = 1,816.67.
    expect((await papers(chapter, 'at')).slice(17)).toEqual([
      '18 Void Invoice of 2021-06-15 r2: Instalment 100.00 = 100.00; paid 0.00, credited 0.00, due 0.00; replaced by 19',
      '19 Due Invoice of 2021-06-20 r1: Instalment 100.00, Refund -83.33, Purchase 1800.00 = 1816.67; paid 0.00, credited 0.00, due 1816.67; for 18',
    ]);
  });

  // 12 × 150.00 = 1,800.00; the first is billed: 100.00 − 83.33 + 150.00 = 166.67.
  it('exactly at it is accepted, paid monthly', async () => {
    const { calculated } = await exchanges(
      chapter,
      trade('monthly', { sku: 'Standard_B2', plan: 'Monthly' }),
    );
    expect(calculated).toMatchObject({ purchasesTotal: usd(1_800) });
    expect((await papers(chapter, 'monthly'))[18]).toBe(
      '19 Due Invoice of 2021-06-20 r1: Instalment 100.00, Refund -83.33, Purchase 150.00 = 166.67; paid 0.00, credited 0.00, due 166.67; for 18',
    );
  });

  it('a cent above it is accepted', async () => {
    const { calculated } = await exchanges(chapter, trade('above', { sku: 'Standard_B3' }));
    expect(calculated).toMatchObject({ purchasesTotal: usd(1_800.01) });
  });

  // 365.00 paid at once today comes back whole: 365.00 − 0.01 = 364.99 short. A return of less is none here: it is one unit.
  it('is the money that comes back, where nothing is left to be paid', async () => {
    bought.set('upfront', await buys(chapter, 'at'));
    const said = await calculatesExchange(chapter, {
      returns: [bought.get('upfront') ?? { order: '', reservation: '' }],
      buys: [{ account: 'at', sku: 'Standard_A9' }],
    });
    expect(said.policyResult?.policyErrors).toMatchObject([
      { message: expect.stringContaining('364.99 USD short') as unknown },
    ]);
  });
});
