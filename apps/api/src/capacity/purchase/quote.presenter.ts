import { type PriceQuote } from '#application';
import { instalment, instalmentsOf, Money } from '#ledger-core';
import { type BodyOf } from '../../http/body-of';
import { priceOf } from '../price.presenter';
import { type quoteAnswer } from './quote.answer';

export type QuoteBody = BodyOf<typeof quoteAnswer>;

type ScheduledPayment = NonNullable<QuoteBody['properties']['paymentSchedule']>[number];

/** Only the first payment's amount is told in the billing currency, as the real service does; an upfront quote has no schedule. */
function scheduleOf(quote: PriceQuote): readonly ScheduledPayment[] {
  const listed = instalmentsOf(quote.listUnitPrice, quote.instalments.length);
  return quote.instalments.map(({ dueOn, amount }, index) => ({
    dueDate: dueOn,
    pricingCurrencyTotal: priceOf(Money.times(instalment(listed, index + 1), quote.quantity)),
    ...(index === 0 ? { billingCurrencyTotal: priceOf(amount) } : {}),
    status: 'Scheduled',
  }));
}

export function presentQuote(quote: PriceQuote): QuoteBody {
  return {
    properties: {
      billingCurrencyTotal: priceOf(quote.total),
      netTotal: 0,
      taxTotal: 0,
      grandTotal: 0,
      isTaxIncluded: false,
      ...(quote.isBillingPartnerManaged ? { isBillingPartnerManaged: true } : {}),
      ...(quote.billingPlan === 'Monthly' ? { paymentSchedule: scheduleOf(quote) } : {}),
      reservationOrderId: quote.orderId,
      skuTitle: quote.skuTitle,
      skuDescription: quote.product.skuName,
      pricingCurrencyTotal: priceOf(quote.listTotal),
    },
  };
}
