import { Calendar } from '#ledger-core';
import { charge, monthlyOrder, monthlyReservation, SIBLING } from '../../test/samples';
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
