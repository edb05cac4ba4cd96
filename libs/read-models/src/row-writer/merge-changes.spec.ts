import { column, key, type Table } from '../schema/table';
import { mergedChanges, MissingRow, copiedKeys } from './merge-changes';

const table = {
  name: 'thing',
  columns: { id: key('text'), colour: column('text'), size: column('integer') },
} satisfies Table;
const none = { upserts: [], patches: [], deletes: [] };
const red = { id: 'a', colour: 'red', size: 1 };

describe('the changes of one row', () => {
  it('become one row when it is made and then changed', () => {
    const changes = [
      { change: 'upsert', row: red },
      { change: 'patch', key: { id: 'a' }, columns: { size: 2 } },
      { change: 'patch', key: { id: 'a' }, columns: { colour: 'blue' } },
    ] as const;
    expect(mergedChanges(table, changes, [])).toEqual({
      ...none,
      upserts: [{ id: 'a', colour: 'blue', size: 2 }],
    });
  });

  it('become one patch, the last word on each column', () => {
    const changes = [
      { change: 'patch', key: { id: 'a' }, columns: { size: 2, colour: 'red' } },
      { change: 'patch', key: { id: 'a' }, columns: { size: 3 } },
    ] as const;
    expect(mergedChanges(table, changes, [])).toEqual({
      ...none,
      patches: [{ id: 'a', size: 3, colour: 'red' }],
    });
  });

  it('come to a delete, or to a new row after it', () => {
    const gone = { change: 'delete', key: { id: 'a' } } as const;
    const made = { change: 'upsert', row: red } as const;
    expect(mergedChanges(table, [made, gone], [])).toEqual({ ...none, deletes: [{ id: 'a' }] });
    expect(mergedChanges(table, [gone, made], [])).toEqual({ ...none, upserts: [red] });
  });

  it('cannot be a patch of what was just deleted', () => {
    const gone = { change: 'delete', key: { id: 'a' } } as const;
    const patch = { change: 'patch', key: { id: 'a' }, columns: { size: 2 } } as const;
    expect(() => mergedChanges(table, [gone, patch], [])).toThrow(MissingRow);
  });
});

describe('a copy', () => {
  const copy = {
    change: 'copy',
    from: { id: 'a' },
    to: { id: 'b' },
    columns: { size: 9 },
    whenMissing: 'fail',
  } as const;

  it('has what its original has at that moment, made in the same batch', () => {
    const changes = [
      { change: 'upsert', row: red },
      { change: 'patch', key: { id: 'a' }, columns: { colour: 'blue' } },
      copy,
      { change: 'patch', key: { id: 'a' }, columns: { colour: 'grey' } },
    ] as const;
    expect(mergedChanges(table, changes, []).upserts).toEqual([
      { id: 'a', colour: 'grey', size: 1 },
      { id: 'b', colour: 'blue', size: 9 },
    ]);
  });

  it('has what its original has in the database, with what this batch changed of it', () => {
    const changes = [
      { change: 'patch', key: { id: 'a' }, columns: { colour: 'blue' } },
      copy,
    ] as const;
    expect(copiedKeys(table, changes)).toEqual([{ id: 'a' }]);
    expect(mergedChanges(table, changes, [red])).toEqual({
      deletes: [],
      patches: [{ id: 'a', colour: 'blue' }],
      upserts: [{ id: 'b', colour: 'blue', size: 9 }],
    });
  });

  it('of what is not there fails, or is left out where that is lawful', () => {
    expect(() => mergedChanges(table, [copy], [])).toThrow('No row ["a"] in thing');
    expect(mergedChanges(table, [{ ...copy, whenMissing: 'skip' }], [])).toEqual(none);
    const gone = { change: 'delete', key: { id: 'a' } } as const;
    expect(() => mergedChanges(table, [gone, copy], [red])).toThrow(MissingRow);
  });
});
