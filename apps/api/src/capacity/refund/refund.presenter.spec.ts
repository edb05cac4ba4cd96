import { type PolicyRefusal, type RefundCalculation } from '#application';
import { billingAccountId, Calendar } from '#ledger-core';
import { ORDER, RESERVATION, usd } from '../../../test/samples';
import { presentRefund } from './refund.presenter';

const price = (amount: number) => ({ currencyCode: 'USD', amount });

/** The real service's recorded return: 1 of 3 in the first month of 12, 1.83 a unit. */
const CALCULATED: RefundCalculation = {
  sessionId: 'd2dff20e-169e-4ab8-968f-6289be776dc0',
  billingAccountId: billingAccountId('contoso'),
  orderId: ORDER,
  reservationId: RESERVATION,
  quantity: 1,
  billingPlan: 'Monthly',
  amounts: {
    quantity: 1,
    refund: usd('1.83'),
    pricingRefund: usd('2.18'),
    prorated: usd('1.83'),
    fee: usd('0'),
    cancelledInstalments: usd('20.13'),
    remainingCommitment: usd('20.13'),
    totalPaid: usd('5.49'),
    completedInstalments: 1,
    totalInstalments: 12,
  },
  consumedRefundsTotal: usd('431.93'),
  maxRefundLimit: usd('50000'),
  policyErrors: [],
  on: Calendar.day('2023-03-06'),
};

describe('a refund', () => {
  it('reads as the real service writes it', () => {
    expect(presentRefund(CALCULATED)).toEqual({
      id: `/providers/Microsoft.Capacity/reservationOrders/${ORDER}/reservations/${RESERVATION}`,
      properties: {
        sessionId: 'd2dff20e-169e-4ab8-968f-6289be776dc0',
        quantity: 1,
        billingRefundAmount: price(1.83),
        pricingRefundAmount: price(2.18),
        policyResult: {
          properties: {
            consumedRefundsTotal: price(431.93),
            maxRefundLimit: price(50_000),
            policyErrors: [],
          },
        },
        billingInformation: {
          billingPlan: 'Monthly',
          completedTransactions: 1,
          totalTransactions: 12,
          billingCurrencyTotalPaidAmount: price(5.49),
          billingCurrencyProratedAmount: price(3.66),
          billingCurrencyRemainingCommitmentAmount: price(20.13),
        },
      },
    });
  });

  /** 1,800.00 that do not fit beside 49,000.00. */
  const NEVER = {
    code: 'RefundCapExceeded',
    limit: usd('50000'),
    counting: usd('1800'),
    capUsed: usd('49000'),
    available: usd('1000'),
    exceededBy: usd('800'),
    amounts: CALCULATED.amounts,
  } as const;
  const EXCEEDED = { ...NEVER, fitsOn: Calendar.day('2024-03-01') };
  const saidOf = (refusal: PolicyRefusal) =>
    presentRefund({ ...CALCULATED, policyErrors: [refusal] }).properties.policyResult.properties
      .policyErrors;
  const ofThree = { ...CALCULATED.amounts, quantity: 3 };

  it('that policy refuses says by how much and when it would fit', () => {
    expect(saidOf(EXCEEDED)).toEqual([
      {
        code: 'RefundLimitExceeded',
        message:
          'Of the refund limit of 50000.00 USD, 49000.00 USD are used, and this return counts 1800.00 USD: 800.00 USD too much. ' +
          'It fits on 2024-03-01 if nothing else is returned until then.',
      },
    ]);
  });

  it('of several units may fit with fewer, as long as something is left', () => {
    expect(saidOf({ ...EXCEEDED, amounts: ofThree })[0]?.message).toMatch(
      /until then; a smaller quantity may fit today\.$/,
    );
  });

  it('after the limit was lowered says what is used of it, and of no smaller quantity', () => {
    // 3,671.28 + 44.44 − 3,000.00 = 715.72.
    const lowered = {
      ...{ limit: usd('3000'), capUsed: usd('3671.28'), available: usd('0') },
      ...{ counting: usd('44.44'), exceededBy: usd('715.72'), amounts: ofThree },
    };
    expect(saidOf({ ...EXCEEDED, ...lowered })[0]?.message).toBe(
      'Of the refund limit of 3000.00 USD, 3671.28 USD are used, and this return counts 44.44 USD: 715.72 USD too much. ' +
        'It fits on 2024-03-01 if nothing else is returned until then.',
    );
  });

  it.each([
    [1, 'It is more than the whole limit and never fits.'],
    [3, 'It is more than the whole limit and never fits; return a smaller quantity.'],
  ])('of %d that is more than the whole limit never fits', (quantity, said) => {
    const amounts = { ...CALCULATED.amounts, quantity };
    expect(saidOf({ ...NEVER, amounts })[0]?.message).toContain(said);
  });
});
