import { type Product, type ResourceType, type Term } from '#ledger-core';

const WHAT: Readonly<Record<ResourceType, string>> = {
  VirtualMachines: 'Virtual machine',
  SqlDatabases: 'SQL database',
  SuseLinux: 'SUSE Linux plan',
  CosmosDb: 'Cosmos DB throughput',
  RedHat: 'Red Hat plan',
  SqlDataWarehouse: 'SQL data warehouse',
  VMwareCloudSimple: 'VMware node by CloudSimple',
  RedHatOsa: 'Red Hat OpenShift node',
  Databricks: 'Databricks units',
  AppService: 'App Service instance',
  ManagedDisk: 'Managed disk',
  BlockBlob: 'Blob storage',
  RedisCache: 'Redis cache',
  AzureDataExplorer: 'Data Explorer markup',
  MySql: 'MySQL server',
  MariaDb: 'MariaDB server',
  PostgreSql: 'PostgreSQL server',
  DedicatedHost: 'Dedicated host',
  SapHana: 'SAP HANA instance',
  SqlAzureHybridBenefit: 'SQL hybrid benefit',
  AVS: 'Azure VMware Solution node',
  DataFactory: 'Data Factory data flow',
  NetAppStorage: 'NetApp storage',
  AzureFiles: 'Files storage',
  SqlEdge: 'SQL Edge device',
  VirtualMachineSoftware: 'Virtual machine software',
};

const HOW_LONG: Readonly<Record<Term, string>> = { P1Y: '1 year', P3Y: '3 years', P5Y: '5 years' };

/** What is reserved, for people to read. */
export function skuDescription({ resourceType, skuName, region, term }: Product): string {
  return `${WHAT[resourceType]} ${skuName} in ${region}, reserved for ${HOW_LONG[term]}`;
}
