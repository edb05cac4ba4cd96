import { type Product, type Term } from '../../catalogue/product';
import { type Day } from '../../kernel/calendar';
import { type Money } from '../../kernel/money';

const TERM_TEXT: Readonly<Record<Term, string>> = {
  P1Y: '1 year',
  P3Y: '3 years',
  P5Y: '5 years',
};

/** Such as 'Standard_D2s_v3, westeurope, 3 years'. */
function productText(product: Product): string {
  return `${product.skuName}, ${product.region}, ${TERM_TEXT[product.term]}`;
}

/** Such as '1800.00 USD'. */
function moneyText(of: Money): string {
  return `${of.amount} ${of.currency}`;
}

/** The text of a purchase's or an instalment's line. */
export function chargeText(
  charge: Readonly<{
    product: Product;
    quantity: number;
    unitAmount: Money;
    instalment: number;
    instalments: number;
    periodFrom: Day;
    periodTo: Day;
  }>,
): string {
  const { quantity, instalment, instalments } = charge;
  const paid = instalments === 1 ? 'upfront' : `instalment ${instalment} of ${instalments}`;
  const period = `${charge.periodFrom} to ${charge.periodTo}`;
  return `${productText(charge.product)}: ${quantity} × ${moneyText(charge.unitAmount)}, ${paid}, ${period}`;
}

/** The text of a refund's line. */
export function refundText(
  refund: Readonly<{
    product: Product;
    quantity: number;
    daysUsed: number;
    daysInPeriod: number;
    free: boolean;
  }>,
): string {
  const { quantity, daysUsed, daysInPeriod, free } = refund;
  const how = free
    ? 'in full, within the days of free cancellation'
    : `${daysUsed} of ${daysInPeriod} days used`;
  return `Refund of ${quantity} × ${productText(refund.product)}: ${how}`;
}

/** The text of a fee's line; the rate is decimal text. */
export function feeText(rate: string): string {
  return `Early termination fee, rate ${rate} of the prorated refund`;
}
