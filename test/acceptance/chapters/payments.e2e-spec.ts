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
import { ADMIN } from '../../support/ledger-system';
import { buys, refunds } from './trading';

const DAY = '2021-01-15';

/** What is due on each paper, by its number. */
async function due(chapter: Chapter, account: string): Promise<readonly string[]> {
  return (await papers(chapter, account)).map((text) =>
    text.replace(/^(\d+) (\S+) .*paid (\S+), .*due (\S+?);?( .*)?$/, '$1 $2: paid $3, due $4'),
  );
}

/** R-PUR-4 and R-OUT-3: what comes in for an invoice, and where it goes. One unit costs 365.00. */
describe('a payment', () => {
  let chapter: Chapter;
  beforeAll(async () => {
    chapter = await beginChapter(DAY);
    for (const account of ['several', 'parts', 'replaced', 'refused']) {
      await opensAccount(chapter, account);
      await buys(chapter, account);
    }
    await buys(chapter, 'several');
    await buys(chapter, 'several');
    await opensAccount(chapter, 'enrolled', PAYERS.overage);
    await buys(chapter, 'enrolled');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  it('in parts leaves the rest due, and the last part settles the invoice', async () => {
    await pays(chapter, 'parts', { paper: 1, amount: '100.00', on: DAY });
    await pays(chapter, 'parts', { paper: 1, amount: '264.99', on: DAY });
    expect(await due(chapter, 'parts')).toEqual(['1 Due: paid 364.99, due 0.01']);
    await pays(chapter, 'parts', { paper: 1, amount: '0.01', on: DAY });
    expect(await due(chapter, 'parts')).toEqual(['1 Paid: paid 365.00, due 0.00']);
    expect(await retainedCreditOf(chapter, 'parts')).toEqual(['0.00']);
  });

  it('that is more than its invoice pays the other due ones, oldest first', async () => {
    await pays(chapter, 'several', { paper: 2, amount: '500.00', on: DAY });
    expect(await due(chapter, 'several')).toEqual([
      '1 Due: paid 135.00, due 230.00',
      '2 Paid: paid 365.00, due 0.00',
      '3 Due: paid 0.00, due 365.00',
    ]);
  });

  it('that is more than all due invoices is retained and pays the next charge', async () => {
    // 230.00 + 365.00 are due; 105.00 are over.
    await pays(chapter, 'several', { paper: 2, amount: '700.00', on: DAY });
    expect(await retainedCreditOf(chapter, 'several')).toEqual([
      '105.00',
      `${DAY} 105.00 Overpayment`,
    ]);
    await buys(chapter, 'several');
    expect(await due(chapter, 'several')).toEqual([
      '1 Paid: paid 365.00, due 0.00',
      '2 Paid: paid 365.00, due 0.00',
      '3 Paid: paid 365.00, due 0.00',
      '4 Due: paid 105.00, due 260.00',
    ]);
    expect(await retainedCreditOf(chapter, 'several')).toEqual([
      '0.00',
      `${DAY} 105.00 Overpayment`,
      `${DAY} -105.00 Used`,
    ]);
  });

  it.each([
    ['a paper that is not there', 'refused', 9, '10.00', 404, 'InvoiceUnknown'],
    ["another account's paper", 'refused', undefined, '10.00', 404, 'InvoiceUnknown'],
    ['nothing', 'refused', 1, '0.00', 400, 'PaymentNotPositive'],
    ['less than nothing', 'refused', 1, '-1.00', 400, 'PaymentNotPositive'],
  ])('of %s is refused and changes nothing', async (_, account, paper, amount, status, code) => {
    const before = await papers(chapter, account);
    const invoiceNumber = paper === undefined ? 'parts-000001' : `${account}-00000${String(paper)}`;
    const answer = await chapter.system.ledger(ADMIN).post(`/billingAccounts/${account}/payments`, {
      invoiceNumber,
      amount: { currency: 'USD', amount },
      paidOn: DAY,
      reference: 'transfer 1',
    });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(await papers(chapter, account)).toEqual(before);
  });

  it.each([
    [{ amount: { currency: 'EUR', amount: '10.00' } }, 'amount', 'PaymentInAnotherCurrency'],
    [{ paidOn: '2021-01-16' }, 'paidOn', 'PaymentInTheFuture'],
  ])('with %j is refused and names the field', async (difference, field, code) => {
    const answer = await chapter.system.ledger(ADMIN).post('/billingAccounts/refused/payments', {
      invoiceNumber: 'refused-000001',
      amount: { currency: 'USD', amount: '10.00' },
      paidOn: DAY,
      reference: 'transfer 1',
      ...difference,
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { code, field: expect.stringContaining(field) as string },
    });
  });

  it('of an invoice that was replaced is one of its replacement', async () => {
    const [held] = [await buys(chapter, 'replaced')];
    await dayIs(chapter, '2021-03-29');
    await refunds(chapter, held);
    // 73 of 365 days used: 365.00 − 292.00 = 73.00 stand on paper 3. Paper 1 is another reservation's.
    await pays(chapter, 'replaced', { paper: 2, amount: '50.00', on: '2021-03-29' });
    expect(await due(chapter, 'replaced')).toEqual([
      '1 Due: paid 0.00, due 365.00',
      '2 Void: paid 0.00, due 0.00',
      '3 Due: paid 50.00, due 23.00',
    ]);
  });

  it('is told of each paper that it reached', async () => {
    const movements = async (number: number) => {
      const path = `/billingAccounts/replaced/documents/replaced-00000${String(number)}/payments`;
      return (await chapter.get(path)) as { value: readonly unknown[] };
    };
    expect((await movements(1)).value).toEqual([]);
    // Paper 2 was replaced before it was paid.
    expect((await movements(2)).value).toEqual([]);
    expect((await movements(3)).value).toMatchObject([
      {
        kind: 'Received',
        on: '2021-03-29',
        amount: { currency: 'USD', amount: '50.00' },
        reference: 'transfer of 2021-03-29',
      },
    ]);
  });

  it('of an enrolment pays its overage invoice, once the month has one', async () => {
    await pays(chapter, 'enrolled', { paper: 1, amount: '400.00', on: '2021-03-29' });
    expect(await due(chapter, 'enrolled')).toEqual(['1 Paid: paid 365.00, due 0.00']);
    expect(await retainedCreditOf(chapter, 'enrolled')).toEqual([
      '35.00',
      '2021-03-29 35.00 Overpayment',
    ]);
  });
});
