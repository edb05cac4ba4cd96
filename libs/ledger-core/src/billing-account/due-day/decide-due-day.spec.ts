import { AccountStory, D2S, usd } from '../../../../../test/support/account-story';
import { Calendar, decideDueDay, nextDueDay, SELF_SERVICE_2021_04 } from '#ledger-core';

const oneYear = { ...D2S, term: 'P1Y' as const };
const context = (on: string) => ({
  on: Calendar.day(on),
  renewalPrices: new Map(),
  mint: (role: string, number: number) =>
    `${role === 'charge' ? 'c' : 'd'}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
});

describe('R-TIM-1: what is due on a day', () => {
  it('instalments go in the order their orders were bought, and so do their papers', () => {
    const story = new AccountStory();
    for (const price of ['1200', '2400', '3600'])
      story.buy({ on: '2021-01-15', price, plan: 'Monthly', product: oneYear });
    story.through('2021-02-15');
    const due = story.facts('ChargeMade').slice(3);
    expect(
      due.map(({ amount, paidBy }) => [amount.amount, 'invoice' in paidBy && paidBy.invoice]),
    ).toEqual([
      ['100.00', 'contoso-000004'],
      ['200.00', 'contoso-000005'],
      ['300.00', 'contoso-000006'],
    ]);
  });

  it('more than an append holds goes in several: all instalments first, then the expiries', () => {
    const story = new AccountStory();
    story.buy({ on: '2020-02-15', price: '1', product: oneYear });
    for (let count = 0; count < 201; count += 1)
      story.buy({ on: '2021-01-15', price: '12', plan: 'Monthly', product: oneYear });
    const first = decideDueDay(story.state, context('2021-02-15'));
    expect(first.answer).toMatchObject({ instalmentsCharged: 200, reservationsExpired: 0 });
    story.through('2021-02-15');
    expect(story.facts('ChargeMade')).toHaveLength(1 + 201 + 201);
    expect(story.facts('ReservationExpired')).toHaveLength(1);
    expect(story.events.at(-1)?.type).toBe('ReservationExpired');
    expect(nextDueDay(story.state)).toBe('2021-03-15');
  });

  it('charges that take many small credits share an append with fewer others', () => {
    const story = new AccountStory();
    story.buy({ on: '2020-02-15', price: '0.01', product: oneYear });
    for (let count = 0; count < 3; count += 1)
      story.buy({ on: '2021-01-15', price: '120', plan: 'Monthly', product: oneYear });
    story.pay('2021-01-16', 'contoso-000001', '30.01');
    for (let count = 0; count < 600; count += 1) story.pay('2021-01-17', 'contoso-000001', '0.01');
    const first = decideDueDay(story.state, context('2021-02-15'));
    expect(first.answer).toMatchObject({ instalmentsCharged: 1, reservationsExpired: 0 });
    story.through('2021-02-15');
    // 6.00 of overpayments pay the first of three instalments of 10.00 in part.
    expect(story.facts('RetainedCreditUsed')).toMatchObject([{ amount: usd('6.00') }]);
    expect(story.facts('RetainedCreditUsed')[0]?.taken).toHaveLength(600);
  });
});

describe('papers of due days', () => {
  it('fall due after the days the account says', () => {
    const story = new AccountStory(SELF_SERVICE_2021_04, undefined, { paymentTermDays: 10 });
    const id = story.buy({ on: '2021-01-15', price: '120', plan: 'Monthly', product: oneYear });
    story.through('2021-02-15');
    story.refund(id, { on: '2021-02-20' });
    expect(story.facts('InvoiceIssued').map(({ dueOn }) => dueOn)).toEqual([
      '2021-01-25',
      '2021-02-25',
      '2021-03-02',
    ]);
  });

  it('R-PUR-4: a refund pays no instalment of what was bought before it, not even of its own sibling', () => {
    const story = new AccountStory();
    const id = story.buy({
      on: '2021-01-15',
      price: '1200',
      plan: 'Monthly',
      quantity: 2,
      product: oneYear,
    });
    story.pay('2021-01-16', 'contoso-000001', '200');
    story.refund(id, { on: '2021-01-20', quantity: 1 });
    story.through('2021-02-15');
    expect(story.facts('RetainedCreditGranted')).toMatchObject([{ amount: usd('100.00') }]);
    expect(story.facts('RetainedCreditUsed')).toEqual([]);
    expect(story.facts('InvoiceIssued').at(-1)).toMatchObject({
      why: 'Instalment',
      paid: usd('0'),
    });
  });
});

describe('R-OUT-3: payments that move', () => {
  it('the oldest payment stays on the papers, the latest is released', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '1095' });
    story.pay('2021-01-16', 'contoso-000001', '8');
    story.pay('2021-01-17', 'contoso-000001', '5');
    story.refund(id, { on: '2021-01-25' });
    const [first, second] = story.facts('PaymentRecorded').map(({ paymentId }) => paymentId);
    expect(story.facts('InvoiceVoided')[0]?.payments).toEqual([
      { paymentId: first, moved: usd('8.00'), released: usd('0') },
      { paymentId: second, moved: usd('2.00'), released: usd('3.00') },
    ]);
  });

  it('R-PUR-4: an overpayment too small for all pays the oldest due invoice first', () => {
    const story = new AccountStory();
    for (const price of ['100', '30', '40']) story.buy({ on: '2021-01-15', price });
    story.pay('2021-01-20', 'contoso-000001', '135');
    expect(story.facts('PaymentRecorded')[0]?.applied).toMatchObject([
      { invoice: 'contoso-000001', amount: usd('100.00') },
      { invoice: 'contoso-000002', amount: usd('30.00') },
      { invoice: 'contoso-000003', amount: usd('5.00'), statusAfter: 'Due' },
    ]);
  });
});
