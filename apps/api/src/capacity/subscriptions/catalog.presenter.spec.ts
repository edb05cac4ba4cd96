import { Calendar, Money, type ResourceType, type Term } from '#ledger-core';
import { type PriceRow } from '#price-list';
import { presentCatalogItem } from './catalog.presenter';

function row(term: Term, price: string, changed: Partial<PriceRow> = {}): PriceRow {
  return {
    id: `row ${term}`,
    importId: 'import',
    recordedAt: Calendar.instant('2021-01-01T00:00:00Z'),
    resourceType: 'VirtualMachines',
    skuName: 'Standard_D2s_v3',
    region: 'westeurope',
    term,
    currency: Money.currency('EUR'),
    price,
    effectiveFrom: Calendar.day('2020-01-01'),
    productName: 'Virtual Machines DSv3 Series',
    plain: true,
    ...changed,
  };
}

function item(type: ResourceType, ...rows: readonly PriceRow[]) {
  return presentCatalogItem({ skuName: 'Standard_D2s_v3', region: 'westeurope', rows }, type);
}

describe('an item of the catalogue', () => {
  it('tells each term with its plans and the price of the whole of it', () => {
    expect(
      item('VirtualMachines', row('P1Y', '600.125', { meterId: 'm-1' }), row('P3Y', '1200')),
    ).toEqual({
      resourceType: 'virtualMachines',
      name: 'Standard_D2s_v3',
      terms: ['P1Y', 'P3Y'],
      locations: ['westeurope'],
      billingPlans: { p1Y: ['Upfront', 'Monthly'], p3Y: ['Upfront', 'Monthly'] },
      msrp: {
        p1Y: { currencyCode: 'EUR', amount: 600.13 },
        p3Y: { currencyCode: 'EUR', amount: 1200 },
      },
      skuProperties: [
        { name: 'ProductTitle', value: 'Virtual Machines DSv3 Series' },
        { name: 'SkuName', value: 'Standard_D2s_v3' },
        { name: 'MeterId', value: 'm-1' },
        { name: 'billingPlans', value: '["Upfront","Monthly"]' },
        { name: 'ReservationSwappableArmSkuName', value: 'Standard_D2_v3' },
      ],
      restrictions: [],
    });
  });

  it('R-PUR-1: of what is sold upfront only has no monthly plan, and no twin', () => {
    const { billingPlans, resourceType, skuProperties } = item(
      'SuseLinux',
      row('P1Y', '100', { resourceType: 'SuseLinux' }),
    );
    expect({ billingPlans, resourceType }).toEqual({
      billingPlans: { p1Y: ['Upfront'] },
      resourceType: 'suseLinux',
    });
    expect(skuProperties.map(({ name }) => name)).toEqual([
      'ProductTitle',
      'SkuName',
      'billingPlans',
    ]);
  });

  it('R-EXC-6: names the twin that its row names before the documented one', () => {
    const swappable = row('P1Y', '600', { swappableSkuName: 'Standard_Own' });
    expect(item('VirtualMachines', swappable).skuProperties).toContainEqual({
      name: 'ReservationSwappableArmSkuName',
      value: 'Standard_Own',
    });
  });

  it.each<readonly [ResourceType, string]>([
    ['AVS', 'avs'],
    ['VMwareCloudSimple', 'vMwareCloudSimple'],
    ['SqlDatabases', 'sqlDatabases'],
  ])('writes %s as %s', (type, written) => {
    expect(item(type, row('P1Y', '1')).resourceType).toBe(written);
  });
});
