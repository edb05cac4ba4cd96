import { keyOf, type Table } from '../schema/table';
import { type PlainRow, type RowChange } from './row-change';

/** What is left to do for one row after all its changes. */
type Pending =
  | Readonly<{ left: 'upsert'; row: PlainRow }>
  | Readonly<{ left: 'patch'; columns: PlainRow }>
  | Readonly<{ left: 'delete' }>;

export type MergedChanges = Readonly<{
  upserts: readonly PlainRow[];
  /** Whole keys, with the columns that change. */
  patches: readonly PlainRow[];
  /** Keys. */
  deletes: readonly PlainRow[];
}>;

/** What an event takes for granted in the tables is not there: the history cannot be projected. */
export class MissingRow extends Error {
  override readonly name = 'MissingRow';
}

/** The rows whose content the merge must know, because others are copied from them. */
export function copiedKeys(table: Table, changes: readonly RowChange[]): readonly PlainRow[] {
  const keys = new Map<string, PlainRow>();
  for (const each of changes)
    if (each.change === 'copy') keys.set(identity(table, each.from), each.from);
  return [...keys.values()];
}

/**
 * All changes of each row as one, so that a statement meets a row once. `standing` are the rows in the
 * database that others are copied from. @throws MissingRow
 */
export function mergedChanges(
  table: Table,
  changes: readonly RowChange[],
  standing: readonly PlainRow[],
): MergedChanges {
  const merge: Merge = {
    table,
    pending: new Map(),
    standing: new Map(standing.map((row) => [identity(table, row), row])),
  };
  for (const each of changes) apply(merge, each);
  const keys = [...merge.pending];
  return {
    upserts: keys.flatMap(([, each]) => (each.left === 'upsert' ? [each.row] : [])),
    patches: keys.flatMap(([key, each]) =>
      each.left === 'patch' ? [{ ...keyColumns(table, key), ...each.columns }] : [],
    ),
    deletes: keys.flatMap(([key, each]) =>
      each.left === 'delete' ? [keyColumns(table, key)] : [],
    ),
  };
}

type Merge = Readonly<{
  table: Table;
  pending: Map<string, Pending>;
  standing: ReadonlyMap<string, PlainRow>;
}>;

function apply(merge: Merge, each: RowChange): void {
  const { table, pending } = merge;
  switch (each.change) {
    case 'upsert':
      pending.set(identity(table, each.row), { left: 'upsert', row: each.row });
      break;
    case 'patch':
      patch(merge, identity(table, each.key), each.columns);
      break;
    case 'delete':
      pending.set(identity(table, each.key), { left: 'delete' });
      break;
    case 'copy':
      copy(merge, each);
      break;
  }
}

function patch({ table, pending }: Merge, key: string, columns: PlainRow): void {
  const before = pending.get(key);
  if (before?.left === 'delete') throw missing(table, key);
  if (before?.left === 'upsert')
    pending.set(key, { left: 'upsert', row: { ...before.row, ...columns } });
  else pending.set(key, { left: 'patch', columns: { ...before?.columns, ...columns } });
}

function copy(merge: Merge, each: Extract<RowChange, { change: 'copy' }>): void {
  const { table, pending } = merge;
  const from = identity(table, each.from);
  const row = contentOf(merge, from);
  if (row !== undefined)
    pending.set(identity(table, each.to), {
      left: 'upsert',
      row: { ...row, ...each.columns, ...each.to },
    });
  else if (each.whenMissing === 'fail') throw missing(table, from);
}

function contentOf({ pending, standing }: Merge, key: string): PlainRow | undefined {
  const before = pending.get(key);
  if (before?.left === 'upsert') return before.row;
  if (before?.left === 'delete') return undefined;
  const row = standing.get(key);
  return row && { ...row, ...before?.columns };
}

function missing({ name }: Table, key: string): MissingRow {
  return new MissingRow(`No row ${key} in ${name} for an event that takes it for granted`);
}

function identity(table: Table, row: PlainRow): string {
  return JSON.stringify(keyOf(table).map((column) => row[column]));
}

function keyColumns(table: Table, identified: string): PlainRow {
  const values: unknown = JSON.parse(identified);
  if (!Array.isArray(values)) throw new TypeError(`Not a key: ${identified}`);
  return Object.fromEntries(
    keyOf(table).map((column, place): [string, unknown] => [column, values[place]]),
  );
}
