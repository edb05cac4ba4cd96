import {
  BILLING_PLANS,
  billingAccountId,
  type JsonObject,
  type RefundAmounts,
  reservationId,
  reservationOrderId,
} from '#ledger-core';
import { countOf, dayOf, moneyOf, objectOf, oneOf, textOf } from '../json-reading';
import { type RefundCalculation } from '../messages/refund.messages';

/** Amounts of a refund as the ledger wrote them, read back. @throws RangeError when they are not. */
export function refundAmountsOf(json: JsonObject): RefundAmounts {
  return {
    quantity: countOf(json, 'quantity'),
    refund: moneyOf(json, 'refund'),
    pricingRefund: moneyOf(json, 'pricingRefund'),
    prorated: moneyOf(json, 'prorated'),
    fee: moneyOf(json, 'fee'),
    cancelledInstalments: moneyOf(json, 'cancelledInstalments'),
    remainingCommitment: moneyOf(json, 'remainingCommitment'),
    totalPaid: moneyOf(json, 'totalPaid'),
    completedInstalments: countOf(json, 'completedInstalments'),
    totalInstalments: countOf(json, 'totalInstalments'),
  };
}

/** The answer of a return as it stands in the log. */
export function returnedReservation(json: JsonObject): RefundCalculation {
  return {
    sessionId: textOf(json, 'sessionId'),
    billingAccountId: billingAccountId(textOf(json, 'billingAccountId')),
    orderId: reservationOrderId(textOf(json, 'orderId')),
    reservationId: reservationId(textOf(json, 'reservationId')),
    quantity: countOf(json, 'quantity'),
    billingPlan: oneOf(json, 'billingPlan', BILLING_PLANS),
    amounts: refundAmountsOf(objectOf(json, 'amounts')),
    consumedRefundsTotal: moneyOf(json, 'consumedRefundsTotal'),
    maxRefundLimit: moneyOf(json, 'maxRefundLimit'),
    policyErrors: [],
    on: dayOf(json, 'on'),
  };
}
