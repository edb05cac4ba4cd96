import { type PriceRow } from './book/price-book.port';

/** SKU names of one family in either form: `{s}` stands where the premium one has an 's', `{size}` for the size. */
type Family = Readonly<{ name: string; sizes: readonly string[] }>;

/**
 * The families Azure's catalogue pairs, with and without premium storage, and the sizes both sides have (R-EXC-6).
 * Names in the catalogue's spelling. From the fifth version on there are no twins.
 */
const FAMILIES: readonly Family[] = [
  { name: 'Standard_F{size}{s}', sizes: ['1', '2', '4', '8', '16'] },
  { name: 'Standard_D{S}{size}', sizes: ['1', '2', '3', '4', '11', '12', '13', '14'] },
  {
    name: 'Standard_D{S}{size}_v2',
    sizes: ['1', '2', '3', '4', '5', '11', '12', '13', '14', '15'],
  },
  { name: 'Standard_G{S}{size}', sizes: ['1', '2', '3', '4', '5'] },
  { name: 'Standard_D{size}{s}_v3', sizes: ['2', '4', '8', '16', '32', '48', '64'] },
  {
    name: 'Standard_E{size}{s}_v3',
    sizes: ['2', '4', '8', '16', '20', '32', '48', '64', '64i'],
  },
  { name: 'Standard_D{size}{s}_v4', sizes: ['2', '4', '8', '16', '32', '48', '64'] },
  { name: 'Standard_D{size}d{s}_v4', sizes: ['2', '4', '8', '16', '32', '48', '64'] },
  { name: 'Standard_D{size}a{s}_v4', sizes: ['2', '4', '8', '16', '32', '48', '64', '96'] },
];

/** Sizes with constrained cores: the catalogue swaps them to the full size without premium storage, and none back. */
const CONSTRAINED: readonly string[] = [
  ...['11-1', '12-1', '12-2', '13-2', '13-4', '14-4', '14-8'].map((s) => `Standard_DS${s}_v2`),
  ...['4-2', '8-2', '8-4', '16-4', '16-8'].map((s) => `Standard_E${s}s_v3`),
  ...['32-8', '32-16', '64-16', '64-32'].map((s) => `Standard_E${s}s_v3`),
];

const TWINS: ReadonlyMap<string, string> = new Map(
  FAMILIES.flatMap(({ name, sizes }) =>
    sizes.flatMap((size): readonly (readonly [string, string])[] => {
      const plain = skuNameOf(name, size, '');
      const premium = skuNameOf(name, size, 's');
      return [
        [plain.toLowerCase(), premium],
        [premium.toLowerCase(), plain],
      ];
    }),
  ),
);

const CONSTRAINED_NAMES: ReadonlySet<string> = new Set(CONSTRAINED.map((sku) => sku.toLowerCase()));

/**
 * The virtual machine SKU a reservation may be swapped to without an exchange, by the documented pairs (R-EXC-6);
 * in any case, answered in the catalogue's spelling. Undefined for a SKU without a twin. A price row's own
 * `swappableSkuName` goes before this.
 */
export function premiumTwin(sku: string): string | undefined {
  const name = sku.toLowerCase();
  return TWINS.get(CONSTRAINED_NAMES.has(name) ? name.replace(/-\d+/, '') : name);
}

/**
 * The SKU name to which what a row prices may be swapped (R-EXC-6): the one the row names itself, else the documented
 * one of a virtual machine.
 */
export function twinNamedBy({
  resourceType,
  skuName,
  swappableSkuName,
}: Pick<PriceRow, 'resourceType' | 'skuName' | 'swappableSkuName'>): string | undefined {
  if (swappableSkuName !== undefined) return swappableSkuName;
  return resourceType === 'VirtualMachines' ? premiumTwin(skuName) : undefined;
}

function skuNameOf(name: string, size: string, premium: '' | 's'): string {
  return name.replace('{size}', size).replace('{s}', premium).replace('{S}', premium.toUpperCase());
}
