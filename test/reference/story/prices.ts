type Price = Readonly<{
  armSkuName: string;
  reservationTerm: '1 Year' | '3 Years';
  /** Of the whole term, in USD. */
  retailPrice: number;
}>;

/** The fields of a row of the Retail Prices API that say what it sells; a downloaded row has more. */
function row({ armSkuName, reservationTerm, retailPrice }: Price, more: object = {}) {
  return {
    currencyCode: 'USD',
    retailPrice,
    armRegionName: 'westus',
    location: 'US West',
    effectiveStartDate: '2020-01-01T00:00:00Z',
    productName: 'Virtual Machines Dv3 Series',
    skuName: armSkuName,
    serviceName: 'Virtual Machines',
    serviceFamily: 'Compute',
    unitOfMeasure: '1 Hour',
    type: 'Reservation',
    armSkuName,
    reservationTerm,
    ...more,
  };
}

const ofOneYear = (armSkuName: string, retailPrice: number, more?: object) =>
  row({ armSkuName, reservationTerm: '1 Year', retailPrice }, more);
const ofThreeYears = (armSkuName: string, retailPrice: number) =>
  row({ armSkuName, reservationTerm: '3 Years', retailPrice });

/** So round that every amount can be worked out by hand: 365.00 a year is 1.00 a day, 3,600.00 for three years 100.00 a month. */
export const PRICES = {
  Items: [
    ofOneYear('Standard_D2_v3', 365),
    ofThreeYears('Standard_D2_v3', 3_600),
    // Its premium-storage twin.
    ofOneYear('Standard_D2s_v3', 365),
    ofThreeYears('Standard_D2s_v3', 3_600),
    ofOneYear('Standard_E2_v3', 730),
    // Of a type that is neither refundable nor exchangeable.
    ofOneYear('DBCU_12500', 12_000, {
      productName: 'Azure Databricks Reservation',
      serviceName: 'Azure Databricks',
      serviceFamily: 'Analytics',
    }),
    // No price of a reservation: left out, with its reason.
    ofOneYear('Standard_D2_v3', 0.1, { type: 'Consumption' }),
  ],
};
