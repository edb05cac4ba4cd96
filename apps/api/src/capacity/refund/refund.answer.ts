import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { BILLING_PLANS } from '#ledger-core';
import { GUID_TEXT, RESERVATION_ID_INSIDE } from '../answer-fields';
import { PRICE } from '../price.answer';

/** What was paid for a reservation, and what of it comes back; a refund and a returned line of an exchange tell it alike. */
export const paidAndReturned = {
  billingCurrencyTotalPaidAmount: PRICE.describe(
    'All that was charged so far for the whole reservation, whatever quantity is returned, and whether or not the money has come in.',
  ),
  billingCurrencyProratedAmount: PRICE.describe(
    'The part of that which stays charged: the total less the refund.',
  ),
  billingCurrencyRemainingCommitmentAmount: PRICE.describe(
    'The future instalments of the returned quantity, which are cancelled; 0 for a payment upfront.',
  ),
};

/** A RefundPolicyError or ExchangePolicyError of Azure's. */
export const policyErrorAnswer = z
  .strictObject({ code: z.string(), message: z.string() })
  .meta({ id: 'PolicyError', description: 'What policy has against it, and what would do.' });

const policyResult = z.strictObject({
  properties: z.strictObject({
    consumedRefundsTotal: PRICE.describe(
      'In USD: what counts towards the refund cap in the rolling window of the terms (365 days of the built-in ones), this return not included. Of an upfront payment the money refunded before any fee counts, of a monthly plan the cancelled instalments, unless the terms say otherwise (`refundCap.counts`).',
    ),
    maxRefundLimit: PRICE.describe('The refund cap, in USD.'),
    policyErrors: z
      .array(policyErrorAnswer)
      .describe(
        'Empty when it may be returned. `RefundLimitExceeded`: over the cap. `SelfServiceRefundNotSupported`: a type that is never returned.',
      ),
  }),
});

const billingInformation = z.strictObject({
  billingPlan: z.enum(BILLING_PLANS),
  completedTransactions: z
    .int()
    .min(0)
    .describe('Instalments charged so far, whether or not the money has come in.'),
  totalTransactions: z.int().min(1).describe('Instalments in all; 1 for a payment upfront.'),
  ...paidAndReturned,
});

/** Azure's CalculateRefundResponse and RefundResponse. */
export const refundAnswer = z
  .strictObject({
    id: RESERVATION_ID_INSIDE,
    properties: z.strictObject({
      sessionId: GUID_TEXT.describe('What `return` takes, within 15 minutes.'),
      quantity: z.int().min(1),
      billingRefundAmount: PRICE.describe('The money that comes back, in the account’s currency.'),
      pricingRefundAmount: PRICE.describe('The same in the currency of the price list.'),
      policyResult,
      billingInformation,
    }),
  })
  .meta({ id: 'RefundResponse' });

export class RefundAnswerDto extends createZodDto(refundAnswer) {}
