import { type ExchangeRate, type ListPrice } from '../catalogue/price';
import { type BillingPlan, monthsOf, type ResourceType, type Term } from '../catalogue/product';
import { type Currency } from '../kernel/money';
import { convertedAt, listPriceRounded, type Reckoned } from './reckoning';

/** R-PUR-1: sold upfront only. */
const UPFRONT_ONLY: readonly ResourceType[] = ['Databricks', 'RedHat', 'RedHatOsa', 'SuseLinux'];

/** R-PUR-1: the billing plans a type of resource is sold with. */
export function billingPlansOf(resourceType: ResourceType): readonly BillingPlan[] {
  return UPFRONT_ONLY.includes(resourceType) ? ['Upfront'] : ['Upfront', 'Monthly'];
}

/** Whether a list price can be charged in a currency: it is in that currency, or the rate leads from one to the other. */
export function isConvertible(
  listPrice: ListPrice,
  into: Currency,
  rate: ExchangeRate | undefined,
): boolean {
  const from = listPrice.unitPrice.currency;
  return from === into || (rate?.from === from && rate.to === into);
}

/** R-PUR-1: list price, half up to the minor unit; in another currency × the rate of the day, half up again. */
export function unitPriceOf(listPrice: ListPrice, rate: ExchangeRate | undefined): Reckoned {
  const listed = listPriceRounded(listPrice.unitPrice.currency, listPrice.listed);
  return rate === undefined ? listed : convertedAt('unitPrice', listed, rate);
}

/** R-PUR-2: monthly plans have an instalment for each month of the term, upfront has one. */
export function instalmentCount(plan: BillingPlan, term: Term): number {
  return plan === 'Upfront' ? 1 : monthsOf(term);
}
