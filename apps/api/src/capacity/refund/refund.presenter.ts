import { type PolicyRefusal, type RefundCalculation } from '#application';
import { Money } from '#ledger-core';
import { answerOfRejection } from '../../http/rejection-table';
import { type Price, priceOf } from '../price.presenter';
import { reservationResourceId } from '../resource-id';

type PolicyError = Readonly<{ code: string; message: string }>;

/** Azure's CalculateRefundResponse and RefundResponse. */
export type RefundBody = Readonly<{
  id: string;
  properties: Readonly<{
    sessionId: string;
    quantity: number;
    billingRefundAmount: Price;
    pricingRefundAmount: Price;
    policyResult: Readonly<{
      properties: Readonly<{
        consumedRefundsTotal: Price;
        maxRefundLimit: Price;
        policyErrors: readonly PolicyError[];
      }>;
    }>;
    billingInformation: Readonly<{
      billingPlan: string;
      completedTransactions: number;
      totalTransactions: number;
      billingCurrencyTotalPaidAmount: Price;
      billingCurrencyProratedAmount: Price;
      billingCurrencyRemainingCommitmentAmount: Price;
    }>;
  }>;
}>;

function policyErrorOf(refusal: PolicyRefusal): PolicyError {
  const { azureCode, code, detail } = answerOfRejection(refusal);
  return { code: azureCode ?? code, message: detail };
}

function billingInformationOf({
  amounts,
  billingPlan,
}: RefundCalculation): RefundBody['properties']['billingInformation'] {
  return {
    billingPlan,
    completedTransactions: amounts.completedInstalments,
    totalTransactions: amounts.totalInstalments,
    billingCurrencyTotalPaidAmount: priceOf(amounts.totalPaid),
    // Azure's "prorated" is the part that stays paid for, not the part that comes back.
    billingCurrencyProratedAmount: priceOf(Money.subtract(amounts.totalPaid, amounts.refund)),
    billingCurrencyRemainingCommitmentAmount: priceOf(amounts.cancelledInstalments),
  };
}

export function presentRefund(refund: RefundCalculation): RefundBody {
  return {
    id: reservationResourceId(refund.orderId, refund.reservationId),
    properties: {
      sessionId: refund.sessionId,
      quantity: refund.quantity,
      billingRefundAmount: priceOf(refund.amounts.refund),
      pricingRefundAmount: priceOf(refund.amounts.pricingRefund),
      policyResult: {
        properties: {
          consumedRefundsTotal: priceOf(refund.consumedRefundsTotal),
          maxRefundLimit: priceOf(refund.maxRefundLimit),
          policyErrors: refund.policyErrors.map(policyErrorOf),
        },
      },
      billingInformation: billingInformationOf(refund),
    },
  };
}
