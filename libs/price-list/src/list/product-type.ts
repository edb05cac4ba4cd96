import { RESOURCE_TYPES, type ResourceType } from '#ledger-core';

const BY_NAME: ReadonlyMap<string, ResourceType> = new Map(
  RESOURCE_TYPES.map((type) => [type.toLowerCase(), type]),
);

const BY_SERVICE: ReadonlyMap<string, ResourceType> = new Map([
  ['sql database', 'SqlDatabases'],
  ['sql managed instance', 'SqlDatabases'],
  ['azure cosmos db', 'CosmosDb'],
  ['azure app service', 'AppService'],
  ['azure databricks', 'Databricks'],
  ['azure database for mysql', 'MySql'],
  ['azure database for postgresql', 'PostgreSql'],
  ['azure database for mariadb', 'MariaDb'],
  ['redis cache', 'RedisCache'],
  ['azure vmware solution', 'AVS'],
  ['specialized compute', 'AVS'],
  ['sql data warehouse', 'SqlDataWarehouse'],
  ['azure synapse analytics', 'SqlDataWarehouse'],
  ['azure data explorer', 'AzureDataExplorer'],
  ['azure netapp files', 'NetAppStorage'],
]);

/** In this order: "Azure Red Hat OpenShift" names both. */
const BY_WORDS: readonly (readonly [RegExp, ResourceType])[] = [
  [/openshift/, 'RedHatOsa'],
  [/red hat/, 'RedHat'],
  [/suse/, 'SuseLinux'],
];

/** Storage sells three types under one service; lists write "Storage Reserved Capacity" for blobs. */
const BY_STORAGE_PRODUCT: readonly (readonly [RegExp, ResourceType])[] = [
  [/managed disk/, 'ManagedDisk'],
  [/\bfiles\b/, 'AzureFiles'],
  [/\bblobs?\b|^storage reserved capacity|data lake storage/, 'BlockBlob'],
];

/** A reserved resource type by its name in any case, or undefined for a name Azure's list does not have. */
export function resourceTypeNamed(name: string): ResourceType | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/**
 * The reserved resource type of a row that does not name its own: by its service, then by words of its product.
 * "CloudSimple" goes first, because its products are sold under the services of Azure VMware Solution.
 * Undefined when neither says what is reserved.
 */
export function resourceTypeOf(serviceName: string, productName: string): ResourceType | undefined {
  const service = serviceName.toLowerCase();
  const product = productName.toLowerCase();
  const both = `${service} ${product}`;
  if (both.includes('cloudsimple')) return 'VMwareCloudSimple';
  // Real lists write "Dedicated Host" and "DedicatedHost".
  if (service === 'virtual machines')
    return /dedicated ?host/.test(product) ? 'DedicatedHost' : 'VirtualMachines';
  if (service === 'storage') return firstMatch(BY_STORAGE_PRODUCT, product);
  return BY_SERVICE.get(service) ?? firstMatch(BY_WORDS, both);
}

function firstMatch(
  choices: readonly (readonly [RegExp, ResourceType])[],
  text: string,
): ResourceType | undefined {
  return choices.find(([words]) => words.test(text))?.[1];
}
