/** The type of resource a reservation covers, as Azure's `reservedResourceType` names it. */
export const RESOURCE_TYPES = [
  'VirtualMachines',
  'SqlDatabases',
  'SuseLinux',
  'CosmosDb',
  'RedHat',
  'SqlDataWarehouse',
  'VMwareCloudSimple',
  'RedHatOsa',
  'Databricks',
  'AppService',
  'ManagedDisk',
  'BlockBlob',
  'RedisCache',
  'AzureDataExplorer',
  'MySql',
  'MariaDb',
  'PostgreSql',
  'DedicatedHost',
  'SapHana',
  'SqlAzureHybridBenefit',
  'AVS',
  'DataFactory',
  'NetAppStorage',
  'AzureFiles',
  'SqlEdge',
  'VirtualMachineSoftware',
] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

export const TERMS = ['P1Y', 'P3Y', 'P5Y'] as const;
/** ISO 8601 duration of a reservation's term. */
export type Term = (typeof TERMS)[number];

export const BILLING_PLANS = ['Upfront', 'Monthly'] as const;
export type BillingPlan = (typeof BILLING_PLANS)[number];

/** What is bought. Compared without case; kept as the price list spells it. */
export type Product = Readonly<{
  resourceType: ResourceType;
  skuName: string;
  region: string;
  term: Term;
}>;

/** Whether two products are one: SKU and region are compared without case. */
export function isSameProduct(left: Product, right: Product): boolean {
  return (
    left.resourceType === right.resourceType &&
    left.term === right.term &&
    left.skuName.toLowerCase() === right.skuName.toLowerCase() &&
    left.region.toLowerCase() === right.region.toLowerCase()
  );
}

const MONTHS: Readonly<Record<Term, 12 | 36 | 60>> = { P1Y: 12, P3Y: 36, P5Y: 60 };

/** The months of a term, which are also the instalments of a monthly plan (R-PUR-2). */
export function monthsOf(term: Term): 12 | 36 | 60 {
  return MONTHS[term];
}
