import { z } from 'zod';
import { moneyAnswer } from '../presentation/money-text';

// What the API answers, as far as it is shown to people; docs/openapi.json has the whole.

export const refundCapAnswer = z.object({
  on: z.string(),
  limit: moneyAnswer,
  used: moneyAnswer,
  available: moneyAnswer,
  uses: z.array(
    z.object({
      reservationOrderId: z.string(),
      reservationId: z.string(),
      refundedOn: z.string(),
      amount: moneyAnswer,
      replenishedOn: z.string(),
    }),
  ),
  replenishments: z.array(z.object({ on: z.string(), available: moneyAnswer })),
  termsVersion: z.string(),
});
export type RefundCapAnswer = Readonly<z.infer<typeof refundCapAnswer>>;

export const prepaymentCreditsAnswer = z.object({
  on: z.string(),
  available: moneyAnswer,
  credits: z.array(
    z.object({
      reservationId: z.string(),
      termId: z.string().optional(),
      grantedOn: z.string(),
      expiresOn: z.string(),
      amount: moneyAnswer,
      fee: moneyAnswer.optional(),
      used: moneyAnswer,
      expired: moneyAnswer,
      remaining: moneyAnswer,
    }),
  ),
  terms: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      amount: moneyAnswer,
      remaining: moneyAnswer,
    }),
  ),
});
export type PrepaymentCreditsAnswer = Readonly<z.infer<typeof prepaymentCreditsAnswer>>;

export const retainedCreditAnswer = z.object({
  on: z.string(),
  available: moneyAnswer,
  entries: z.array(
    z.object({
      on: z.string(),
      amount: moneyAnswer,
      reason: z.string(),
      document: z.string().optional(),
    }),
  ),
});
export type RetainedCreditAnswer = Readonly<z.infer<typeof retainedCreditAnswer>>;

export const cardRefundsAnswer = z.object({
  value: z.array(
    z.object({
      on: z.string(),
      amount: moneyAnswer,
      card: z.object({ brand: z.string(), last4: z.string() }),
      status: z.string(),
      invoiceNumber: z.string(),
      supportRequestId: z.string().optional(),
    }),
  ),
});
export type CardRefundsAnswer = Readonly<z.infer<typeof cardRefundsAnswer>>;
