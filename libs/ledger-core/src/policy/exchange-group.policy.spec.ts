import { type ResourceType, RESOURCE_TYPES } from '../catalogue/product';
import { type ExchangeGroup, exchangeGroupOf } from './exchange-group.policy';

/** R-EXC-1, type by type: a new type stops the build here until somebody has read the document for it. */
const GROUPS: Readonly<Record<ResourceType, ExchangeGroup>> = {
  VirtualMachines: 'Compute',
  DedicatedHost: 'Compute',
  AVS: 'Compute',
  SqlDatabases: 'Sql',
  SuseLinux: 'SuseLinux',
  CosmosDb: 'CosmosDb',
  RedHat: 'RedHat',
  SqlDataWarehouse: 'SqlDataWarehouse',
  VMwareCloudSimple: 'VMwareCloudSimple',
  RedHatOsa: 'RedHatOsa',
  Databricks: 'Databricks',
  AppService: 'AppService',
  ManagedDisk: 'ManagedDisk',
  BlockBlob: 'BlockBlob',
  RedisCache: 'RedisCache',
  AzureDataExplorer: 'AzureDataExplorer',
  MySql: 'MySql',
  MariaDb: 'MariaDb',
  PostgreSql: 'PostgreSql',
  SapHana: 'SapHana',
  SqlAzureHybridBenefit: 'SqlAzureHybridBenefit',
  DataFactory: 'DataFactory',
  NetAppStorage: 'NetAppStorage',
  AzureFiles: 'AzureFiles',
  SqlEdge: 'SqlEdge',
  VirtualMachineSoftware: 'VirtualMachineSoftware',
};

describe('R-EXC-1: what is exchanged for what', () => {
  it.each(RESOURCE_TYPES.map((type) => [type, GROUPS[type]] as const))(
    '%s belongs to %s',
    (type, group) => {
      expect(exchangeGroupOf(type)).toBe(group);
    },
  );

  it('virtual machines, dedicated hosts and AVS go for each other, and nothing else with them', () => {
    const compute = RESOURCE_TYPES.filter((type) => exchangeGroupOf(type) === 'Compute');
    expect(compute).toEqual(['VirtualMachines', 'DedicatedHost', 'AVS']);
  });

  it('SQL databases go for no other database, whatever its name', () => {
    expect(RESOURCE_TYPES.filter((type) => exchangeGroupOf(type) === 'Sql')).toEqual([
      'SqlDatabases',
    ]);
  });
});
