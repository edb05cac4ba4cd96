import { AccountStory, rejectionOf, usd } from '../../../../../test/support/account-story';
import { Calendar, Money, type PrepaymentTerm, prepaymentTermId } from '#ledger-core';

const term = (name: string, from: string, to: string, amount = '1000'): PrepaymentTerm => ({
  termId: prepaymentTermId(name),
  from: Calendar.day(from),
  to: Calendar.day(to),
  amount: usd(amount),
});
const YEAR = term('year', '2021-02-01', '2022-02-01');

function enrolment(terms: readonly PrepaymentTerm[] = [YEAR]) {
  const story = new AccountStory(undefined, undefined, {
    agreementType: 'EnterpriseAgreement',
    payment: { method: 'prepayment', terms },
  });
  const add = (asked: PrepaymentTerm, on = '2021-02-10') =>
    story.do(on, { type: 'AddPrepaymentTerm', ...asked });
  return { story, add };
}

describe('R-OUT-1: "terms of an account must not overlap"', () => {
  // The account has [2021-02-01, 2022-02-01).
  it.each([
    ['adjacent before', '2020-02-01', '2021-02-01', false],
    ['a day into it', '2020-02-01', '2021-02-02', true],
    ['adjacent after', '2022-02-01', '2023-02-01', false],
    ['from its last day', '2022-01-31', '2023-02-01', true],
    ['with a gap before', '2020-02-01', '2021-01-31', false],
    ['with a gap after', '2022-02-02', '2023-02-01', false],
    ['within it', '2021-03-01', '2021-04-01', true],
    ['a single day of it', '2021-12-31', '2022-01-01', true],
    ['around it', '2020-01-01', '2023-01-01', true],
    ['the same', '2021-02-01', '2022-02-01', true],
  ])('%s: [%s, %s)', (_, from, to, overlaps) => {
    const decision = enrolment().add(term('other', from, to));
    expect(decision.outcome === 'rejected' ? decision.rejection : undefined).toEqual(
      overlaps
        ? {
            code: 'PrepaymentTermsOverlap',
            termId: 'other',
            with: 'year',
            from: '2021-02-01',
            to: '2022-02-01',
          }
        : undefined,
    );
  });

  it('nor two of those it is opened with', () => {
    const overlapping = [YEAR, term('other', '2022-01-31', '2023-01-31')];
    const { story } = enrolment(overlapping);
    expect(rejectionOf(story.opening.decision)).toMatchObject({
      code: 'PrepaymentTermsOverlap',
      termId: 'other',
      with: 'year',
    });
    expect(story.state.opened).toBeUndefined();
  });
});

describe('a term that is added', () => {
  it.each([
    ['is current', '2021-02-10', '2021-02-01', '2022-02-01', '1000.00'],
    ['begins today', '2021-02-10', '2021-02-10', '2022-02-10', '1000.00'],
    ['begins tomorrow', '2021-02-10', '2021-02-11', '2022-02-11', '0.00'],
    ['ends tomorrow', '2021-02-10', '2020-02-11', '2021-02-11', '1000.00'],
    ['ends today', '2021-02-10', '2020-02-10', '2021-02-10', '0.00'],
  ])('can be used on its days only: it %s', (_, on, from, to, available) => {
    const { story, add } = enrolment([]);
    const asked = term('new', from, to);
    expect(add(asked, on)).toEqual({
      outcome: 'accepted',
      answer: { termId: 'new', available: usd(available) },
      events: [
        {
          type: 'PrepaymentTermAdded',
          data: { ...asked, addedOn: on, availableAfter: usd(available) },
        },
      ],
    });
    story.buy({ on, price: '1000' });
    expect(story.facts('ChargeMade')[0]?.paidBy.method).toBe(
      available === '0.00' ? 'overage' : 'prepayment',
    );
  });

  it.each([
    ['a cent below the balance', '999.99', 'prepayment'],
    ['the balance', '1000.00', 'prepayment'],
    ['a cent above it', '1000.01', 'overage'],
  ])('R-PUR-4: pays a charge whole or not at all: %s', (_, price, method) => {
    const { story } = enrolment();
    story.buy({ on: '2021-02-10', price });
    expect(story.facts('ChargeMade')[0]?.paidBy.method).toBe(method);
  });

  it.each([
    ['the last day of the first', '2022-01-31', 'year'],
    ['the first day of the second', '2022-02-01', 'next'],
  ])('of two adjacent terms the day decides: %s', (_, on, termId) => {
    const { story, add } = enrolment();
    add(term('next', '2022-02-01', '2023-02-01'));
    story.buy({ on, price: '10' });
    expect(story.facts('PrepaymentDrawn')[0]?.taken).toMatchObject([
      { from: { kind: 'term', termId }, remainingAfter: usd('990.00') },
    ]);
  });

  it('what an old term has left is not carried into the next', () => {
    const { story, add } = enrolment();
    add(term('next', '2022-02-01', '2023-02-01', '5'));
    story.buy({ on: '2022-02-01', price: '6' });
    expect(story.facts('ChargeMade')[0]?.paidBy).toEqual({ method: 'overage', month: '2022-02' });
  });
});

describe('what speaks against a term', () => {
  it.each([
    ['no day', '2023-01-01', '2023-01-01', true],
    ['backwards', '2023-01-02', '2023-01-01', true],
    ['one day', '2023-01-01', '2023-01-02', false],
  ])('%s', (_, from, to, empty) => {
    const decision = enrolment().add(term('t', from, to));
    expect(decision.outcome === 'rejected' ? decision.rejection : undefined).toEqual(
      empty ? { code: 'PrepaymentTermEmpty', termId: 't', from, to } : undefined,
    );
  });

  it.each([
    ['-0.01', true],
    ['0', true],
    ['0.01', false],
  ])('an amount of %s', (amount, refused) => {
    const decision = enrolment().add(term('t', '2023-01-01', '2024-01-01', amount));
    expect(decision.outcome === 'rejected' ? decision.rejection : undefined).toEqual(
      refused ? { code: 'PrepaymentNotPositive', termId: 't', amount: usd(amount) } : undefined,
    );
  });

  it('a name that is taken', () => {
    expect(rejectionOf(enrolment().add(term('year', '2023-01-01', '2024-01-01')))).toEqual({
      code: 'PrepaymentTermExists',
      termId: 'year',
    });
  });

  it('another currency than the account’s', () => {
    const asked = term('t', '2023-01-01', '2024-01-01');
    const amount = Money.money(Money.currency('EUR'), '1000');
    expect(rejectionOf(enrolment().add({ ...asked, amount }))).toEqual({
      code: 'PrepaymentInAnotherCurrency',
      currency: 'EUR',
      accepted: 'USD',
    });
  });

  it('an account that pays otherwise', () => {
    const story = new AccountStory();
    expect(rejectionOf(story.do('2021-02-10', { type: 'AddPrepaymentTerm', ...YEAR }))).toEqual({
      code: 'PaymentMethodOfAccount',
      method: 'invoice',
      accepted: 'prepayment',
    });
  });
});
