import { type ResourceType } from '#ledger-core';

const WINDOWS = /\bwindows\b/i;
const LICENCES: readonly RegExp[] = [
  /\blicen[cs]e[sd]?\b|\bbyo[ls]\b|\bhybrid benefit\b/i,
  /\bsql server\b|\bsql (web|standard|enterprise)\b/i,
  /\bred hat\b|\brhel\b|\bsuse\b|\bsles\b|\bubuntu\b/i,
];

/** Types whose product is the licence: its name is no suffix to them. */
const LICENCE_TYPES: ReadonlySet<ResourceType> = new Set([
  'RedHat',
  'RedHatOsa',
  'SuseLinux',
  'SqlAzureHybridBenefit',
  'VirtualMachineSoftware',
]);

/**
 * Whether a product name is the plain one: no "Windows" and no licence sold with it. "Linux" alone is plain,
 * it comes without a licence; so is a licence that is the product itself (Red Hat, SUSE).
 */
export function isPlain(resourceType: ResourceType, productName: string): boolean {
  if (WINDOWS.test(productName)) return false;
  return LICENCE_TYPES.has(resourceType) || !LICENCES.some((words) => words.test(productName));
}
