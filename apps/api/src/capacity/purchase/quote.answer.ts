import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { DAY, GUID_TEXT } from '../answer-fields';
import { PRICE } from '../price.answer';

const scheduledPayment = z.strictObject({
  dueDate: DAY,
  pricingCurrencyTotal: PRICE,
  billingCurrencyTotal: PRICE.describe('Of the first payment only.').exactOptional(),
  status: z.literal('Scheduled'),
});

const ALWAYS_0 = z
  .literal(0)
  .describe('Always 0: no tax is reckoned here. Azure’s clients expect the member.');

const properties = z.strictObject({
  billingCurrencyTotal: PRICE.describe(
    'What the whole purchase costs over its term, in the currency of the account, without tax.',
  ),
  netTotal: ALWAYS_0,
  taxTotal: ALWAYS_0,
  grandTotal: ALWAYS_0,
  isTaxIncluded: z.literal(false),
  isBillingPartnerManaged: z
    .literal(true)
    .describe('There for accounts that a partner manages, and only there.')
    .exactOptional(),
  paymentSchedule: z
    .array(scheduledPayment)
    .describe('The instalments of a monthly plan, 12, 36 or 60; absent for a payment upfront.')
    .exactOptional(),
  reservationOrderId: GUID_TEXT.describe('The order id to buy under with PUT, within 15 minutes.'),
  skuTitle: z.string(),
  skuDescription: z.string(),
  pricingCurrencyTotal: PRICE.describe('The same total in the currency of the price list.'),
});

/** Azure's CalculatePriceResponse. */
export const quoteAnswer = z.strictObject({ properties }).meta({ id: 'CalculatePriceResponse' });

export class QuoteAnswerDto extends createZodDto(quoteAnswer) {}
