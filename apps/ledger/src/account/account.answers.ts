import { z } from 'zod';
import { moneyAnswer } from '../presentation/money-text';

// What the API answers of accounts, as far as it is shown to people; docs/openapi.json has the whole.

const particulars = {
  id: z.string(),
  agreementType: z.string(),
  currency: z.string(),
  displayName: z.string(),
  tenantId: z.string().optional(),
  partnerId: z.string().optional(),
  customerMayBuy: z.boolean().optional(),
  paymentTermDays: z.number(),
  openedOn: z.string(),
};

const term = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  amount: moneyAnswer,
  remaining: moneyAnswer,
});

const payment = z.discriminatedUnion('method', [
  z.object({ method: z.literal('invoice') }),
  z.object({
    method: z.literal('card'),
    card: z.object({ brand: z.string(), last4: z.string() }),
  }),
  z.object({ method: z.literal('prepayment'), terms: z.array(term) }),
]);
export type PaymentAnswer = Readonly<z.infer<typeof payment>>;

export const accountAnswer = z.object({ ...particulars, payment });
export type AccountAnswer = Readonly<z.infer<typeof accountAnswer>>;

export const listedAccountAnswer = z.object({
  ...particulars,
  payment: z.object({ method: z.string() }),
});
export type ListedAccountAnswer = Readonly<z.infer<typeof listedAccountAnswer>>;

export const accountDetailsAnswer = accountAnswer.extend({
  movedTo: z.object({ billingAccountId: z.string(), on: z.string() }).optional(),
  parked: z.object({ revision: z.string(), reason: z.string(), since: z.string() }).optional(),
  subscriptions: z.array(
    z.object({ subscriptionId: z.string(), displayName: z.string(), linkedOn: z.string() }),
  ),
  balances: z.object({
    on: z.string(),
    amountDue: moneyAnswer,
    retainedCredit: moneyAnswer,
    prepayment: moneyAnswer.optional(),
  }),
});
export type AccountDetailsAnswer = Readonly<z.infer<typeof accountDetailsAnswer>>;

export const linkedSubscriptionAnswer = z.object({
  subscriptionId: z.string(),
  billingAccountId: z.string(),
  displayName: z.string(),
  linkedOn: z.string(),
});
