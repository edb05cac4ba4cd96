import { priceListRow } from '../support/price-list-row';

function row(armSkuName: string, reservationTerm: string, retailPrice: number, more?: object) {
  return priceListRow({ armSkuName, reservationTerm, retailPrice }, more);
}

/** Round prices, so that every amount can be worked out by hand: `Standard_Year` 365.00 a year, `Standard_Hundred` 3,600.00 for three years: 100.00 a month. */
export const PRICES = {
  Items: [
    row('Standard_Year', '1 Year', 365),
    row('Standard_Hundred', '3 Years', 3_600),
    row('Standard_Huge', '1 Year', 60_000),
    row('Standard_Bricks', '1 Year', 365, {
      serviceName: 'Azure Databricks',
      productName: 'Azure Databricks Reservation',
      serviceFamily: 'Analytics',
    }),
    row('Standard_Year', '1 Year', 1, { type: 'Consumption' }),
  ],
};
