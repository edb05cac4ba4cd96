import { priceListRow } from '../../support/price-list-row';

/** Prices of one unit for a whole term, in USD. */
type Terms = Readonly<Partial<Record<'1 Year' | '3 Years' | '5 Years', number>>>;

type Product = Readonly<{
  sku: string;
  prices: Terms;
  region?: string;
  service?: string;
  product?: string;
  from?: string;
  until?: string;
}>;

/** Rows of the Retail Prices API's shape. */
function rowsOf(product: Product): readonly Readonly<Record<string, unknown>>[] {
  const { sku, prices, region = 'westus', service = 'Virtual Machines', until } = product;
  const more = {
    ...{ armRegionName: region, location: region, serviceName: service },
    productName: product.product ?? 'Virtual Machines Chapters',
    effectiveStartDate: `${product.from ?? '2019-01-01'}T00:00:00Z`,
    ...(until === undefined ? {} : { effectiveEndDate: `${until}T00:00:00Z` }),
  };
  return Object.entries(prices).map(([reservationTerm, retailPrice]) =>
    priceListRow({ armSkuName: sku, reservationTerm, retailPrice }, more),
  );
}

/**
 * Round prices, so that every amount can be worked out by hand: bought on 15 January 2021, a year of 365 days
 * and three years of 1,095 days (no 29 February between) cost 1.00 a day and unit for `Standard_A1`.
 */
const PRODUCTS: readonly Product[] = [
  { sku: 'Standard_A1', prices: { '1 Year': 365, '3 Years': 1_095 } },
  // 1.20 a day.
  { sku: 'Standard_A1', prices: { '1 Year': 438, '3 Years': 1_314 }, region: 'westeurope' },
  // Of another series, 2.00 a day; three years at the daily price of A1.
  { sku: 'Standard_E2', prices: { '1 Year': 730, '3 Years': 1_095 } },
  // 100.00 a month, whichever the term.
  { sku: 'Standard_A2', prices: { '1 Year': 1_200, '3 Years': 3_600 } },
  { sku: 'Standard_A8', prices: { '1 Year': 50_000 } },
  { sku: 'Standard_A9', prices: { '1 Year': 0.01 } },
  // Three purchases that come to 1,799.99, 1,800.00 and 1,800.01, for the floor of an exchange.
  { sku: 'Standard_B1', prices: { '1 Year': 1_799.99 } },
  { sku: 'Standard_B2', prices: { '1 Year': 1_800 } },
  { sku: 'Standard_B3', prices: { '1 Year': 1_800.01 } },
  // A documented pair: the same size without and with premium storage; the twin costs twice as much.
  { sku: 'Standard_F1', prices: { '1 Year': 365, '3 Years': 1_095 } },
  { sku: 'Standard_F1s', prices: { '1 Year': 730, '3 Years': 2_190 } },
  // Prices that change on the first of March 2021: down, up, and off the list.
  { sku: 'Standard_D11', prices: { '1 Year': 365 } },
  { sku: 'Standard_D11', prices: { '1 Year': 292 }, from: '2021-03-01' },
  { sku: 'Standard_D12', prices: { '1 Year': 365 } },
  { sku: 'Standard_D12', prices: { '1 Year': 730 }, from: '2021-03-01' },
  { sku: 'Standard_D13', prices: { '1 Year': 365 }, until: '2021-02-28' },
  { sku: 'Standard_D14', prices: { '1 Year': 1_200 } },
  { sku: 'Standard_D14', prices: { '1 Year': 600 }, from: '2021-03-01' },
  // The other types of the compute group.
  { sku: 'Esv3_Type1', prices: { '1 Year': 730 }, product: 'Esv3 Series Dedicated Host' },
  { sku: 'AV36', prices: { '1 Year': 1_460 }, service: 'Azure VMware Solution', product: 'AV36' },
  // SQL in its forms, and another database.
  {
    ...{ sku: 'SQLDB_Single', prices: { '1 Year': 365 }, service: 'SQL Database' },
    product: 'SQL Database Single General Purpose',
  },
  {
    ...{ sku: 'SQLDB_Pool', prices: { '1 Year': 438 }, service: 'SQL Database' },
    product: 'SQL Database Elastic Pool General Purpose',
  },
  {
    ...{ sku: 'SQLMI', prices: { '1 Year': 730 }, service: 'SQL Managed Instance' },
    product: 'SQL Managed Instance General Purpose',
  },
  {
    ...{ sku: 'CosmosDB_100RU', prices: { '1 Year': 730 }, service: 'Azure Cosmos DB' },
    product: 'Azure Cosmos DB',
  },
  // What the document names as not returnable.
  {
    ...{ sku: 'Databricks_Units', prices: { '1 Year': 365 }, service: 'Azure Databricks' },
    product: 'Azure Databricks',
  },
  {
    ...{ sku: 'CS36', prices: { '1 Year': 365 }, service: 'Azure VMware Solution' },
    product: 'Azure VMware Solution by CloudSimple',
  },
  {
    ...{ sku: 'OpenShift_4', prices: { '1 Year': 365 }, service: 'Azure Red Hat OpenShift' },
    product: 'Compute Optimized',
  },
  {
    ...{ sku: 'RHEL_4', prices: { '1 Year': 365 }, service: 'Virtual Machines Licenses' },
    product: 'Red Hat Enterprise Linux',
  },
  {
    ...{ sku: 'SLES_4', prices: { '1 Year': 365 }, service: 'Virtual Machines Licenses' },
    product: 'SUSE Linux Enterprise Server Standard',
  },
];

export const CHAPTER_PRICES = { Items: PRODUCTS.flatMap(rowsOf) };
