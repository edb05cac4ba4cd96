import { type PricedProduct } from '#price-list';

/** A row of a list, taken as it is; specs change what they are about. */
export const ROW = {
  type: 'Reservation',
  serviceName: 'Virtual Machines',
  productName: 'Virtual Machines DSv3 Series',
  armSkuName: 'Standard_D2s_v3',
  armRegionName: 'westeurope',
  reservationTerm: '1 Year',
  currencyCode: 'USD',
  retailPrice: 600,
  effectiveStartDate: '2020-01-01T00:00:00Z',
};

/** What it is a price of. */
export const PRODUCT: PricedProduct = {
  resourceType: 'VirtualMachines',
  skuName: 'Standard_D2s_v3',
  region: 'westeurope',
  term: 'P1Y',
  currency: 'USD',
};
