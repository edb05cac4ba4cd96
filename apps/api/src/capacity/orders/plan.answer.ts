import { z } from 'zod';
import { DAY } from '../answer-fields';
import { PRICE } from '../price.answer';

const payment = z.strictObject({
  dueDate: DAY,
  paymentDate: DAY.nullable().describe('When it was charged; null for one that was not.'),
  status: z.enum(['Succeeded', 'Scheduled', 'Cancelled']),
  pricingCurrencyTotal: PRICE,
  billingCurrencyTotal: PRICE.nullable().describe('null until it is charged.'),
  billingAccount: z.string(),
});

/** Azure's ReservationOrderBillingPlanInformation. */
export const planAnswer = z
  .strictObject({
    pricingCurrencyTotal: PRICE.describe('The whole order, in the currency of the price list.'),
    startDate: DAY,
    nextPaymentDueDate: DAY.nullable().describe('null when nothing is left to pay.'),
    transactions: z.array(payment).describe('Every payment: made, to come, or cancelled.'),
  })
  .meta({ id: 'ReservationOrderBillingPlanInformation' });
