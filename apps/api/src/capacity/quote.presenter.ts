import { type PriceQuote } from '#application';
import { type Price, priceOf } from './price.presenter';

type ScheduledPayment = Readonly<{
  dueDate: string;
  pricingCurrencyTotal: Price;
  billingCurrencyTotal?: Price;
  status: 'Scheduled';
}>;

/** Azure's CalculatePriceResponse. */
export type QuoteBody = Readonly<{
  properties: Readonly<{
    billingCurrencyTotal: Price;
    netTotal: 0;
    taxTotal: 0;
    grandTotal: 0;
    isTaxIncluded: false;
    paymentSchedule?: readonly ScheduledPayment[];
    reservationOrderId: string;
    skuTitle: string;
    skuDescription: string;
    pricingCurrencyTotal: Price;
  }>;
}>;

/** Only the first payment's amount is certain in the billing currency; an upfront quote has no schedule. */
function scheduleOf(quote: PriceQuote): readonly ScheduledPayment[] {
  return quote.instalments.map(({ dueOn, amount }, index) => ({
    dueDate: dueOn,
    pricingCurrencyTotal: priceOf(amount),
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
      ...(quote.billingPlan === 'Monthly' ? { paymentSchedule: scheduleOf(quote) } : {}),
      reservationOrderId: quote.orderId,
      skuTitle: quote.skuTitle,
      skuDescription: quote.product.skuName,
      pricingCurrencyTotal: priceOf(quote.listTotal),
    },
  };
}
