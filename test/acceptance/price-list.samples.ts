/** Rows of the Retail Prices API's shape, with round prices so that every amount can be worked out by hand. */
function row(armSkuName: string, reservationTerm: string, retailPrice: number, more: object = {}) {
  return {
    currencyCode: 'USD',
    tierMinimumUnits: 0,
    retailPrice,
    unitPrice: retailPrice,
    armRegionName: 'westus',
    location: 'US West',
    effectiveStartDate: '2019-01-01T00:00:00Z',
    meterId: '00000000-0000-4000-8000-000000000001',
    meterName: armSkuName,
    productId: 'DZH318Z0',
    skuId: 'DZH318Z0/0001',
    productName: 'Virtual Machines Worked Examples',
    skuName: armSkuName,
    serviceName: 'Virtual Machines',
    serviceId: 'DZH313Z7MMC8',
    serviceFamily: 'Compute',
    unitOfMeasure: '1 Hour',
    type: 'Reservation',
    isPrimaryMeterRegion: true,
    armSkuName,
    reservationTerm,
    ...more,
  };
}

/** `Standard_Year` 365.00 a year, `Standard_Hundred` 3,600.00 for three years: 100.00 a month. */
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
