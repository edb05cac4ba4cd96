import { LEFT_OUT_REASONS, type LeftOutRow } from '#price-list';
import { reportJson, reportText } from './import-report';
import { importProgress } from './import-progress';

const REPORT = { file: 'prices.json', goesOn: false, verbose: false };
const WINDOWS: LeftOutRow = { row: 6, kind: 'not-the-plain-row', why: 'because of a plain one' };
const CONSUMPTION: LeftOutRow = { row: 1, kind: 'not-a-reservation', why: 'not a reservation' };

describe('the report of an import', () => {
  it('counts what is new, known and left out by code and sentence, and states the rule of several rows even when it left out nothing', () => {
    const imported = { imported: 1_745, unchanged: 0, leftOut: [CONSUMPTION] };
    expect(reportText({ ...REPORT, imported }).split('\n')).toEqual([
      'prices.json is imported.',
      '    1,745  prices are new',
      '        0  prices were known already',
      '        1  row is left out:',
      `            1  not-a-reservation: ${LEFT_OUT_REASONS['not-a-reservation']}`,
      '  --verbose names every row.',
      `not-the-plain-row: ${LEFT_OUT_REASONS['not-the-plain-row']} It left out no row of this list.`,
    ]);
  });

  it('counts one price as one', () => {
    const imported = { imported: 1, unchanged: 1, leftOut: [] };
    expect(
      reportText({ ...REPORT, imported })
        .split('\n')
        .slice(1, 4),
    ).toEqual([
      '        1  price is new',
      '        1  price was known already',
      '        0  rows are left out',
    ]);
  });

  it('states the rule with the number of rows that it left out, once', () => {
    const imported = { imported: 1, unchanged: 0, leftOut: [WINDOWS, { ...WINDOWS, row: 7 }] };
    const text = reportText({ ...REPORT, imported });
    expect(text).toContain(
      `        2  not-the-plain-row: ${LEFT_OUT_REASONS['not-the-plain-row']}`,
    );
    expect(text.split(LEFT_OUT_REASONS['not-the-plain-row'])).toHaveLength(2);
    expect(JSON.parse(reportJson({ ...REPORT, imported }))).toMatchObject({
      severalRowsOfOneProduct: { rule: LEFT_OUT_REASONS['not-the-plain-row'], rows: 2 },
    });
  });

  it('names the rows whose price only the order of the list has replaced, also when it is not to be verbose', () => {
    const promo: LeftOutRow = { row: 3, kind: 'replaced-by-another-name', why: 'Items[4] it is' };
    const imported = { imported: 1, unchanged: 0, leftOut: [CONSUMPTION, promo] };
    const text = reportText({ ...REPORT, imported });
    expect(text).toContain(
      `        1  replaced-by-another-name: ${LEFT_OUT_REASONS['replaced-by-another-name']}`,
    );
    expect(text).toContain('\n  Items[3]: Items[4] it is\n  --verbose names every row.');
    expect(text).not.toContain('Items[1]');
  });

  it('names every row when it is to be verbose', () => {
    const imported = { imported: 1, unchanged: 0, leftOut: [CONSUMPTION, WINDOWS] };
    const verbose = { ...REPORT, verbose: true, imported };
    expect(reportText(verbose)).toContain(
      '\n  Items[1]: not a reservation\n  Items[6]: because of a plain one',
    );
    expect(JSON.parse(reportJson(verbose))).toMatchObject({ rows: [CONSUMPTION, WINDOWS] });
  });

  it('says that the list goes on, and that a list has nothing to import', () => {
    const nothing = { imported: 0, unchanged: 0, leftOut: [CONSUMPTION] };
    const page = { ...REPORT, goesOn: true, imported: nothing };
    expect(reportText(page)).toMatch(/^prices\.json has nothing to import\./);
    expect(reportText(page)).toContain('its NextPageLink names the next');
    expect(JSON.parse(reportJson(page))).toMatchObject({ nextPage: true });
  });
});

describe('the progress of an import', () => {
  const heard = (total: number, step: number): readonly string[] => {
    const said: string[] = [];
    const progress = importProgress(total, (text) => said.push(text));
    for (let done = step; done < total; done += step) progress(done);
    progress(total);
    return said;
  };

  it('is said by every batch of a list of a region', () => {
    expect(heard(1_745, 500)).toEqual([
      '500 of 1,745 prices done',
      '1,000 of 1,745 prices done',
      '1,500 of 1,745 prices done',
      '1,745 of 1,745 prices done',
    ]);
  });

  it('is said by every tenth of a long list, and at its end', () => {
    expect(heard(100_000, 500)).toHaveLength(10);
    expect(heard(100_000, 500).at(-1)).toBe('100,000 of 100,000 prices done');
  });
});
