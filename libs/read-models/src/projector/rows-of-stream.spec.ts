import { PROJECTED_TABLES } from '../schema/every-table';
import { OPERATIONS_OF_STREAM, ROWS_OF } from './rows-of-stream';

test('every projected table says how the rows of a stream are found in it, once', () => {
  const named = [...Object.values(ROWS_OF).flat(), OPERATIONS_OF_STREAM].map(([table]) => table);
  expect([...named].sort()).toEqual(PROJECTED_TABLES.map(({ name }) => name).sort());
});

test('what is reached through another table is taken away before that table', () => {
  for (const rows of Object.values(ROWS_OF)) {
    const places = rows.map(([table]) => table);
    rows.forEach(([, where], place) => {
      const through = /from (\w+)/.exec(where)?.[1];
      if (through !== undefined && places.includes(through))
        expect(places.indexOf(through)).toBeGreaterThan(place);
    });
  }
});
