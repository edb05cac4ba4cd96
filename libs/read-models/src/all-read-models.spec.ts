import { READ_MODELS, TABLES_FED_BY } from './all-read-models';
import { PROJECTED_TABLES } from './schema/every-table';

describe('the read models', () => {
  it('read exactly the events that the table of feeds names for them', () => {
    const fed = Object.entries(TABLES_FED_BY).flatMap(([type, tables]) =>
      tables.map((table) => `${type} → ${table}`),
    );
    const read = READ_MODELS.flatMap(({ table, handles }) =>
      handles.map((type) => `${type} → ${table.name}`),
    );
    expect(read.sort()).toEqual(fed.sort());
  });

  it('fill every table that is made from the log', () => {
    expect(READ_MODELS.map(({ table }) => table.name).sort()).toEqual(
      PROJECTED_TABLES.map(({ name }) => name).sort(),
    );
  });
});
