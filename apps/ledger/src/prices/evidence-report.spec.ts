import { Calendar, Money } from '#ledger-core';
import { type GivenPrice, type SourcedRow } from '#price-list';
import { PLAIN } from '../presentation/styling';
import { evidenceJson, evidenceText } from './evidence-report';

const EARLY: SourcedRow = {
  ...{ id: 'row-1', importId: 'import-1', resourceType: 'VirtualMachines', term: 'P1Y' },
  ...{ skuName: 'Standard_B2ms', region: 'northeurope', currency: Money.currency('USD') },
  ...{ price: '500.005', effectiveFrom: Calendar.day('2021-01-01') },
  ...{ productName: 'Virtual Machines BS Series', plain: true, meterId: 'meter-1' },
  recordedAt: Calendar.instant('2021-01-01T09:00:00Z'),
  ...{ source: '/lists/list.json', importedAt: Calendar.instant('2026-11-01T09:00:00Z') },
};
const LATE: SourcedRow = {
  ...{ ...EARLY, id: 'row-2', importId: 'import-2', price: '450', source: '/lists/late.json' },
  effectiveFrom: Calendar.day('2021-03-01'),
  recordedAt: Calendar.instant('2021-07-02T09:00:00Z'),
};

function reportOf(row: SourcedRow, then: GivenPrice | undefined) {
  const on = Calendar.day('2021-03-20');
  const product = { resourceType: 'VirtualMachines', term: 'P1Y', currency: 'USD' } as const;
  const evidence = { ...product, price: { listed: true, row }, knownThen: then, others: [] };
  const asked = { skuName: 'standard_b2ms', region: 'northeurope', on, knownOn: undefined };
  return { ...asked, prices: [evidence] };
}

const textOf = (row: SourcedRow, then: GivenPrice | undefined) =>
  evidenceText(reportOf(row, then), PLAIN);

describe('the report of the price of a day', () => {
  it('says under a price that was recorded after the day what was decided then with', () => {
    expect(textOf(LATE, { listed: true, row: EARLY }).split('\n').slice(2, 4)).toEqual([
      '  VirtualMachines P1Y USD: 450.00 USD',
      '  recorded on 2021-07-02, after this day: what was decided then used 500.01 USD; see --known-on 2021-03-20',
    ]);
  });

  it('says so where no price was known then, or none was listed', () => {
    expect(textOf(LATE, undefined)).toContain(
      'after this day: no price of it was known then; see --known-on 2021-03-20\n',
    );
    const ended = { ...EARLY, effectiveTo: Calendar.day('2021-02-28') };
    expect(textOf(LATE, { listed: false, row: ended })).toContain(
      'after this day: it was not listed then, its row ended on 2021-02-28; see',
    );
  });

  it('says nothing of it where the row was recorded by the end of the day', () => {
    const ofTheDay = { ...EARLY, recordedAt: Calendar.instant('2021-03-20T23:59:59.999Z') };
    expect(textOf(ofTheDay, { listed: true, row: ofTheDay })).not.toContain('--known-on');
  });

  it('has the meter by which the row is found in the list, if the list has one', () => {
    expect(textOf(EARLY, { listed: true, row: EARLY })).toMatch(/\n +meterId +meter-1\n/);
    const { meterId, ...without } = EARLY;
    expect([meterId, textOf(without, undefined)]).toEqual([
      'meter-1',
      expect.not.stringContaining('meterId'),
    ]);
  });

  it('names as of which day it is told, for people and programs', () => {
    const report = reportOf(EARLY, { listed: true, row: EARLY });
    const known = { ...report, knownOn: Calendar.day('2021-04-01') };
    expect(evidenceText(known, PLAIN)).toMatch(
      /^Standard_B2ms in northeurope on 2021-03-20, as known on 2021-04-01\n/,
    );
    expect(evidenceText(report, PLAIN)).toMatch(/^Standard_B2ms in northeurope on 2021-03-20\n/);
    expect(JSON.parse(evidenceJson(known))).toMatchObject({ knownOn: '2021-04-01' });
    expect(JSON.parse(evidenceJson(report))).toMatchObject({ knownOn: null });
  });

  it('has for programs what was known on the day itself', () => {
    const late = evidenceJson(reportOf(LATE, { listed: true, row: EARLY }));
    expect(JSON.parse(late)).toMatchObject({
      prices: [
        {
          row: { id: 'row-2' },
          knownThen: {
            ...{ listed: true, rowId: 'row-1', unitPrice: { currency: 'USD', amount: '500.01' } },
          },
        },
      ],
    });
    expect(JSON.parse(evidenceJson(reportOf(LATE, undefined)))).toMatchObject({
      prices: [{ knownThen: null }],
    });
  });
});
