import { premiumTwin, twinNamedBy } from './premium-storage-twins';

test.each([
  ['Standard_F1', 'Standard_F1s'],
  ['Standard_D1', 'Standard_DS1'],
  ['Standard_D14_v2', 'Standard_DS14_v2'],
  ['Standard_G5', 'Standard_GS5'],
  ['Standard_D2_v3', 'Standard_D2s_v3'],
  ['Standard_E64i_v3', 'Standard_E64is_v3'],
  ['Standard_D16d_v4', 'Standard_D16ds_v4'],
  ['Standard_D16a_v4', 'Standard_D16as_v4'],
])('R-EXC-6: %s and %s are twins, both ways and in any case', (plain, premium) => {
  expect(premiumTwin(plain)).toBe(premium);
  expect(premiumTwin(premium)).toBe(plain);
  expect(premiumTwin(plain.toUpperCase())).toBe(premium);
  expect(premiumTwin(premium.toLowerCase())).toBe(plain);
});

test.each([
  ['Standard_DS11-1_v2', 'Standard_D11_v2'],
  ['Standard_DS14-8_v2', 'Standard_D14_v2'],
  ['standard_e64-32s_v3', 'Standard_E64_v3'],
])('R-EXC-6: %s has constrained cores and is swapped to %s, one way', (constrained, full) => {
  expect(premiumTwin(constrained)).toBe(full);
  expect(premiumTwin(full)).not.toBe(constrained);
});

test.each([
  ['Standard_F2s_v2'],
  ['Standard_DS11-3_v2'],
  ['Standard_D11-1_v2'],
  ['Standard_D2s_v5'],
  ['Standard_B1s'],
  ['Standard_D5'],
  ['Standard_NC6'],
  ['Cosmos_DB_5000_RUs'],
  [''],
])('R-EXC-6: %p has no twin', (sku) => {
  expect(premiumTwin(sku)).toBeUndefined();
});

describe('R-EXC-6: the twin of what a row prices', () => {
  const row = { resourceType: 'VirtualMachines', skuName: 'Standard_F1' } as const;

  test('is the one that the row names, before that of a documented pair', () => {
    expect(twinNamedBy({ ...row, swappableSkuName: 'Standard_F1x' })).toBe('Standard_F1x');
    expect(twinNamedBy(row)).toBe('Standard_F1s');
  });

  test('is a documented one for virtual machines only', () => {
    const host = { ...row, resourceType: 'DedicatedHost' } as const;
    expect(twinNamedBy(host)).toBeUndefined();
    expect(twinNamedBy({ ...host, swappableSkuName: 'Other' })).toBe('Other');
  });
});
