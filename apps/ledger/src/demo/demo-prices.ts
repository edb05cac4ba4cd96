/** A made-up price of one unit for a whole term, in USD. */
export interface DemoPrice {
  readonly sku: string;
  readonly term: '1 Year' | '3 Years';
  readonly price: number;
  /** Listed from this day on; from long before the demo, unless said otherwise. */
  readonly from?: string;
}

const BEFORE_EVERYTHING = '2019-01-01';
export const REGION = 'westus';

/** The rows of a price list of the Retail Prices API's shape. */
export function priceList(prices: readonly DemoPrice[]): Readonly<{ Items: readonly unknown[] }> {
  return {
    Items: prices.map(({ sku, term, price, from = BEFORE_EVERYTHING }) => ({
      ...{ currencyCode: 'USD', retailPrice: price, unitPrice: price },
      ...{ armRegionName: REGION, location: 'US West' },
      effectiveStartDate: `${from}T00:00:00Z`,
      ...{ armSkuName: sku, meterName: sku, skuName: sku },
      ...{ productName: 'Virtual Machines Demo', serviceName: 'Virtual Machines' },
      ...{ serviceFamily: 'Compute', unitOfMeasure: '1 Hour' },
      ...{ type: 'Reservation', reservationTerm: term },
    })),
  };
}
