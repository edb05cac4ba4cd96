import { AccountStory } from '../../../../../test/support/account-story';
import { type ReservationId } from '#ledger-core';

/** Every paper as `number total/paid/due`, a void one as `number void`; then the retained credit. */
function papers(story: AccountStory): string {
  const { invoices, retainedCredits } = story.state;
  const shown = [...invoices].map(([number, paper]) =>
    paper.replacedBy === undefined
      ? `${number.slice(-1)} ${paper.total.amount}/${paper.paid.amount}/${paper.amountDue.amount}`
      : `${number.slice(-1)} void`,
  );
  const credit = [...retainedCredits.values()].map(({ remaining }) => remaining.amount);
  return [...shown, `credit ${credit.join('+') || 'none'}`].join(' | ');
}

type Step = readonly [string, (story: AccountStory, bought: ReservationId[]) => unknown, string];

/** The table: what is done, and all papers and balances after it, worked out by hand. */
function tells(name: string, steps: readonly Step[]): void {
  describe(name, () => {
    it('step by step', () => {
      const story = new AccountStory();
      const bought: ReservationId[] = [];
      const seen = steps.map(([what, act]) => {
        const result = act(story, bought);
        if (typeof result === 'object' && result !== null && 'rejection' in result)
          throw new Error(`${what}: ${JSON.stringify(result.rejection)}`);
        return [what, papers(story)];
      });
      expect(seen).toEqual(steps.map(([what, , after]) => [what, after]));
    });
  });
}

const buys =
  (on: string, price: string, quantity = 1): Step[1] =>
  (story, bought) =>
    bought.push(story.buy({ on, price, quantity }));
const pays =
  (on: string, number: number, amount: string): Step[1] =>
  (story) =>
    story.pay(on, `contoso-00000${String(number)}`, amount);
const refunds =
  (on: string, index: number, quantity?: number): Step[1] =>
  (story, bought) => {
    const id = bought[index];
    if (id === undefined) throw new Error(`Nothing was bought as number ${String(index)}`);
    const done = story.refund(id, quantity === undefined ? { on } : { on, quantity });
    const sibling = story.facts('ReservationReturned').at(-1)?.sibling;
    if (sibling !== undefined) bought.push(sibling.reservationId);
    return done;
  };

// 1095.00 upfront for three years from 15 January 2021: 1.00 a day.
tells('R-OUT-3: an unpaid invoice is cancelled, and its replacement shows what is left to pay', [
  ['buy', buys('2021-01-15', '1095'), '1 1095.00/0.00/1095.00 | credit none'],
  ['refund after 10 days', refunds('2021-01-25', 0), '1 void | 2 10.00/0.00/10.00 | credit none'],
  [
    'pay the replaced one',
    pays('2021-01-26', 1, '10'),
    '1 void | 2 10.00/10.00/0.00 | credit none',
  ],
]);

tells('R-OUT-3: what was paid beyond the new total is retained, and pays only later purchases', [
  ['buy', buys('2021-01-15', '1095'), '1 1095.00/0.00/1095.00 | credit none'],
  [
    'buy another',
    buys('2021-01-15', '50'),
    '1 1095.00/0.00/1095.00 | 2 50.00/0.00/50.00 | credit none',
  ],
  [
    'pay',
    pays('2021-01-20', 1, '1095'),
    '1 1095.00/1095.00/0.00 | 2 50.00/0.00/50.00 | credit none',
  ],
  [
    'refund after 10 days: 1085 comes back',
    refunds('2021-01-25', 0),
    '1 void | 2 50.00/0.00/50.00 | 3 10.00/10.00/0.00 | credit 1085.00',
  ],
  [
    'a later purchase is paid from it',
    buys('2021-01-26', '1000'),
    '1 void | 2 50.00/0.00/50.00 | 3 10.00/10.00/0.00 | 4 1000.00/1000.00/0.00 | credit 85.00',
  ],
  [
    'the next one as far as it goes',
    buys('2021-01-26', '100'),
    '1 void | 2 50.00/0.00/50.00 | 3 10.00/10.00/0.00 | 4 1000.00/1000.00/0.00 | 5 100.00/85.00/15.00 | credit none',
  ],
]);

tells('R-OUT-3: a part payment moves over as far as the new total has room', [
  ['buy', buys('2021-01-15', '1095'), '1 1095.00/0.00/1095.00 | credit none'],
  ['pay a part', pays('2021-01-20', 1, '4'), '1 1095.00/4.00/1091.00 | credit none'],
  ['pay another', pays('2021-01-21', 1, '8'), '1 1095.00/12.00/1083.00 | credit none'],
  ['refund after 10 days', refunds('2021-01-25', 0), '1 void | 2 10.00/10.00/0.00 | credit 2.00'],
]);

tells('R-OUT-6: partial returns chain their papers, each carrying the lines before', [
  ['buy three', buys('2021-01-15', '1095', 3), '1 3285.00/0.00/3285.00 | credit none'],
  ['pay', pays('2021-01-16', 1, '3285'), '1 3285.00/3285.00/0.00 | credit none'],
  [
    'return one after 10 days',
    refunds('2021-01-25', 0, 1),
    '1 void | 2 2200.00/2200.00/0.00 | credit 1085.00',
  ],
  [
    'return one of the rest after 20 days',
    refunds('2021-02-04', 1, 1),
    '1 void | 2 void | 3 1125.00/1125.00/0.00 | credit 1085.00+1075.00',
  ],
  [
    'return the last after 1,094 days',
    refunds('2024-01-14', 2),
    '1 void | 2 void | 3 void | 4 1124.00/1124.00/0.00 | credit 1085.00+1075.00+1.00',
  ],
]);

tells('R-PUR-4: an overpayment pays other due invoices, oldest first, then any later charge', [
  ['buy', buys('2021-01-15', '100'), '1 100.00/0.00/100.00 | credit none'],
  ['buy', buys('2021-01-16', '30'), '1 100.00/0.00/100.00 | 2 30.00/0.00/30.00 | credit none'],
  [
    'buy',
    buys('2021-01-17', '40'),
    '1 100.00/0.00/100.00 | 2 30.00/0.00/30.00 | 3 40.00/0.00/40.00 | credit none',
  ],
  [
    'pay 180 for the first: 30 for the second, 40 for the third, 10 over',
    pays('2021-01-20', 1, '180'),
    '1 100.00/100.00/0.00 | 2 30.00/30.00/0.00 | 3 40.00/40.00/0.00 | credit 10.00',
  ],
  [
    'the next charge takes the overpayment first',
    buys('2021-01-21', '25'),
    '1 100.00/100.00/0.00 | 2 30.00/30.00/0.00 | 3 40.00/40.00/0.00 | 4 25.00/10.00/15.00 | credit none',
  ],
]);

describe('R-PUR-4: what retained credit may pay', () => {
  // Bought by the month before the refund: 36.50 a year of 365 days … its instalments are not later purchases.
  it('an instalment of a reservation bought before the refund is not paid from it', () => {
    const story = new AccountStory();
    story.buy({ on: '2021-01-10', price: '3600', plan: 'Monthly' });
    const id = story.buy({ on: '2021-01-15', price: '1095' });
    story.pay('2021-01-16', 'contoso-000002', '1095');
    story.refund(id, { on: '2021-01-25' });
    story.buy({ on: '2021-01-26', price: '3600', plan: 'Monthly' });
    story.through('2021-02-26');
    expect(
      story.facts('InvoiceIssued').map(({ number, why, paid }) => [number, why, paid.amount]),
    ).toEqual([
      ['contoso-000001', 'Purchase', '0.00'],
      ['contoso-000002', 'Purchase', '0.00'],
      ['contoso-000003', 'Refund', '10.00'],
      ['contoso-000004', 'Purchase', '100.00'],
      ['contoso-000005', 'Instalment', '0.00'],
      ['contoso-000006', 'Instalment', '100.00'],
    ]);
    expect(
      story.facts('RetainedCreditUsed').map(({ availableAfter }) => availableAfter.amount),
    ).toEqual(['985.00', '885.00']);
  });

  it('an overpayment is used before retained credit, though it came later', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '1095' });
    story.pay('2021-01-16', 'contoso-000001', '1095');
    story.refund(id, { on: '2021-01-25' });
    story.pay('2021-01-26', 'contoso-000002', '7');
    story.buy({ on: '2021-01-27', price: '10' });
    expect(
      story
        .facts('RetainedCreditUsed')
        .map(({ taken }) => taken.map(({ amount }) => amount.amount)),
    ).toEqual([['7.00', '3.00']]);
  });
});

describe('a payment is refused', () => {
  it.each([
    ['for an unknown invoice', '2021-01-16', 'contoso-000009', '1', 'InvoiceUnknown'],
    ['of nothing', '2021-01-16', 'contoso-000001', '0', 'PaymentNotPositive'],
    ['of less than nothing', '2021-01-16', 'contoso-000001', '-1', 'PaymentNotPositive'],
  ])('%s', (...[, on, invoice, amount, code]) => {
    const story = new AccountStory();
    story.buy({ on: '2021-01-15', price: '10' });
    expect(story.pay(on, invoice, amount)).toMatchObject({ rejection: { code } });
  });
});
