import { RESOURCE_TYPES } from '#ledger-core';
import { resourceTypeNamed, resourceTypeOf } from './product-type';

describe('the reserved resource type of a row', () => {
  test.each([
    ['Virtual Machines', 'Virtual Machines DSv3 Series', 'VirtualMachines'],
    ['Virtual Machines', 'Virtual Machines DSv3 Series Windows', 'VirtualMachines'],
    ['Virtual Machines', 'ESv3 Series Dedicated Host', 'DedicatedHost'],
    ['Virtual Machines', 'Dsv5 Series DedicatedHost', 'DedicatedHost'],
    ['virtual machines', 'dsv5 series dedicated host', 'DedicatedHost'],
    // R-EXC-1: SQL in all its forms is one type.
    ['SQL Database', 'SQL Database Single/Elastic Pool General Purpose', 'SqlDatabases'],
    ['SQL Managed Instance', 'SQL Managed Instance General Purpose', 'SqlDatabases'],
    ['Azure Cosmos DB', 'Azure Cosmos DB', 'CosmosDb'],
    ['Azure App Service', 'Azure App Service Premium v3 Plan - Linux', 'AppService'],
    ['Azure Databricks', 'Azure Databricks', 'Databricks'],
    ['Azure Database for MySQL', 'Single Server General Purpose', 'MySql'],
    ['Azure Database for PostgreSQL', 'Flexible Server', 'PostgreSql'],
    ['Azure Database for MariaDB', 'Single Server', 'MariaDb'],
    ['Redis Cache', 'Azure Redis Cache Premium', 'RedisCache'],
    ['Azure VMware Solution', 'Azure VMware Solution', 'AVS'],
    ['Specialized Compute', 'Specialized Compute Azure VMware Solution', 'AVS'],
    ['Azure VMware Solution', 'Azure VMware Solution by CloudSimple', 'VMwareCloudSimple'],
    ['Azure VMware Solution by CloudSimple', 'CS36', 'VMwareCloudSimple'],
    ['Azure Red Hat OpenShift', 'Compute Optimized', 'RedHatOsa'],
    ['Virtual Machines Licenses', 'Azure Red Hat OpenShift Compute', 'RedHatOsa'],
    ['Virtual Machines Licenses', 'Red Hat Enterprise Linux', 'RedHat'],
    ['Virtual Machines Licenses', 'SUSE Linux Enterprise Server Standard', 'SuseLinux'],
    ['SQL Data Warehouse', 'Gen2', 'SqlDataWarehouse'],
    ['Azure Synapse Analytics', 'Dedicated SQL pool', 'SqlDataWarehouse'],
    ['Azure Data Explorer', 'Engine', 'AzureDataExplorer'],
    ['Azure NetApp Files', 'Azure NetApp Files Reserved Capacity', 'NetAppStorage'],
    ['Storage', 'Premium SSD Managed Disks', 'ManagedDisk'],
    ['Storage', 'Files Reserved Capacity', 'AzureFiles'],
    ['Storage', 'Azure Files Premium', 'AzureFiles'],
    ['Storage', 'Storage Reserved Capacity', 'BlockBlob'],
    ['Storage', 'General Block Blob v2', 'BlockBlob'],
  ])('%s, %s is %s', (service, product, expected) => {
    expect(resourceTypeOf(service, product)).toBe(expected);
  });

  test.each([
    ['Backup', 'Backup Reserved Capacity'],
    ['Storage', 'Queues v2'],
    ['Virtual Machines Licenses', 'Windows Server'],
    ['Foundry Models', 'Provisioned Throughput'],
  ])('%s, %s is none the ledger knows', (service, product) => {
    expect(resourceTypeOf(service, product)).toBeUndefined();
  });
});

test.each(RESOURCE_TYPES.map((type) => [type]))('%s is known by its name in any case', (type) => {
  expect(resourceTypeNamed(type.toLowerCase())).toBe(type);
  expect(resourceTypeNamed(type.toUpperCase())).toBe(type);
});

test('a name Azure does not list is no resource type', () => {
  expect(resourceTypeNamed('VirtualMachine')).toBeUndefined();
});
