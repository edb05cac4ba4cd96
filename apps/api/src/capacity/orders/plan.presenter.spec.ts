import { Calendar, instalmentsOf, Money } from '#ledger-core';
import { charge, monthlyOrder, monthlyReservation, SIBLING } from '../../../test/samples';
import { presentPlan } from './plan.presenter';

const CHARGES = [charge(1, '2021-01-31', '3.03'), charge(2, '2021-02-28', '3.00')];
const usd = (amount: number) => ({ currencyCode: 'USD', amount });

describe('the schedule of payments', () => {
  it('shows what was charged, and when', () => {
    const [first, second] = presentPlan(monthlyOrder(), CHARGES).transactions;
    expect([first, second]).toEqual([
      {
        dueDate: '2021-01-31',
        paymentDate: '2021-01-31',
        status: 'Succeeded',
        pricingCurrencyTotal: usd(3.03),
        billingCurrencyTotal: usd(3.03),
        billingAccount: 'contoso',
      },
      {
        dueDate: '2021-02-28',
        paymentDate: '2021-02-28',
        status: 'Succeeded',
        pricingCurrencyTotal: usd(3),
        billingCurrencyTotal: usd(3),
        billingAccount: 'contoso',
      },
    ]);
  });

  it('counts due days from the purchase, so that steps from the 31st do not drift', () => {
    const { transactions, nextPaymentDueDate } = presentPlan(monthlyOrder(), CHARGES);
    expect(nextPaymentDueDate).toBe('2021-03-31');
    expect(transactions.map(({ dueDate }) => dueDate).slice(2, 5)).toEqual([
      '2021-03-31',
      '2021-04-30',
      '2021-05-31',
    ]);
    expect(transactions).toHaveLength(12);
    expect(transactions[11]).toEqual({
      dueDate: '2021-12-31',
      paymentDate: null,
      status: 'Scheduled',
      pricingCurrencyTotal: usd(3),
      billingCurrencyTotal: null,
      billingAccount: 'contoso',
    });
  });

  it('tells each payment also as the price list has it, whatever the account is billed in', () => {
    const eur = (amount: string) => Money.money(Money.currency('EUR'), amount);
    // 10.00 USD a unit is 0.84 for four months and 0.83 for eight; three units were bought.
    const order = monthlyOrder({
      listUnitPrice: Money.money(Money.USD, '10'),
      unitPrice: eur('9.00'),
      commitment: eur('27.00'),
      instalments: instalmentsOf(eur('9.00'), 12),
    });
    const first = { ...charge(1, '2021-01-31', '2.25'), amount: eur('2.25') };
    const plan = presentPlan(order, [first]);
    expect(plan.pricingCurrencyTotal).toEqual(usd(30));
    expect(plan.transactions[0]).toMatchObject({
      pricingCurrencyTotal: usd(2.52),
      billingCurrencyTotal: { currencyCode: 'EUR', amount: 2.25 },
    });
    const sum = plan.transactions.reduce((cents, { pricingCurrencyTotal: { amount } }) => {
      return cents + Math.round(amount * 100);
    }, 0);
    expect(sum).toBe(3_000);
  });

  it('schedules only what is left after a partial return', () => {
    const order = monthlyOrder({
      reservations: [
        monthlyReservation({ state: 'Cancelled' }),
        monthlyReservation({ id: SIBLING, quantity: 2 }),
      ],
    });
    expect(presentPlan(order, CHARGES).transactions[2]).toMatchObject({
      status: 'Scheduled',
      pricingCurrencyTotal: usd(2),
    });
  });

  it('shows later payments as cancelled after a full return, for the amounts that were planned', () => {
    const order = monthlyOrder({ reservations: [monthlyReservation({ state: 'Cancelled' })] });
    const { transactions, nextPaymentDueDate } = presentPlan(order, CHARGES);
    expect(nextPaymentDueDate).toBeNull();
    expect(transactions.slice(2).map(({ status }) => status)).toEqual(Array(10).fill('Cancelled'));
    expect(transactions[2]?.pricingCurrencyTotal).toEqual(usd(3));
  });

  it('adds the charges of the parts of a reservation to one payment', () => {
    const parts = [...CHARGES, charge(3, '2021-03-31', '2.00'), charge(3, '2021-03-31', '1.00')];
    expect(presentPlan(monthlyOrder(), parts).transactions[2]).toMatchObject({
      paymentDate: Calendar.day('2021-03-31'),
      billingCurrencyTotal: usd(3),
    });
  });
});
