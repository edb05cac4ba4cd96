import { type PolicyRefusal, type RefundCalculation } from '#application';
import { Money } from '#ledger-core';
import { answerOfRejection } from '../../http/rejections/rejection-table';
import { type BodyOf } from '../../http/body-of';
import { priceOf } from '../price.presenter';
import { type policyErrorAnswer, type refundAnswer } from './refund.answer';
import { reservationResourceId } from '../resource-id';

export type RefundBody = BodyOf<typeof refundAnswer>;

type PolicyError = BodyOf<typeof policyErrorAnswer>;

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
