type Row = Readonly<{
  armSkuName: string;
  /** As the list writes it: `1 Year`, `3 Years`, `5 Years`. */
  reservationTerm: string;
  retailPrice: number;
}>;

/** A row of the Retail Prices API's shape, of a virtual machine in `westus` unless `more` says otherwise. */
export function priceListRow({ armSkuName, reservationTerm, retailPrice }: Row, more: object = {}) {
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
