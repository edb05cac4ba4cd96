import { type RefundCalculation } from '#application';
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

  it('that policy refuses says by how much and when it would fit', () => {
    const refused = presentRefund({
      ...CALCULATED,
      policyErrors: [
        {
          code: 'RefundCapExceeded',
          limit: usd('50000'),
          counting: usd('1800'),
          capUsed: usd('49000'),
          available: usd('1000'),
          exceededBy: usd('800'),
          fitsOn: Calendar.day('2024-03-01'),
          amounts: CALCULATED.amounts,
        },
      ],
    });
    expect(refused.properties.policyResult.properties.policyErrors).toEqual([
      {
        code: 'RefundLimitExceeded',
        message:
          'This return counts 1800.00 USD towards the refund limit of 50000.00 USD, of which 1000.00 USD is left: 800.00 USD too much. ' +
          'It fits on 2024-03-01 if nothing else is returned until then; a smaller quantity may fit today.',
      },
    ]);
  });
});
