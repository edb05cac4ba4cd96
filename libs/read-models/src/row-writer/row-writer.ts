import { groupedBy } from '../schema/rows';
import { keyOf, type Table } from '../schema/table';
import { copiedKeys, mergedChanges, type MergedChanges, MissingRow } from './merge-changes';
import { type PlainRow, type RowChange } from './row-change';
import { deleteStatement, patchStatement, selectStatement, upsertStatement } from './statements';

/** One statement of a transaction; `$1` is a JSON array of rows. */
export type RowStatements = Readonly<{
  rows: (statement: string, rows: readonly PlainRow[]) => Promise<readonly PlainRow[]>;
  /** @returns how many rows it met. */
  write: (statement: string, rows: readonly PlainRow[]) => Promise<number>;
}>;

/** The changes of one table, in the order of the events. */
export type TableChanges = Readonly<{ table: Table; changes: readonly RowChange[] }>;

/**
 * Writes changes table by table in the order given, a few statements each however many the rows. Part of the
 * caller's transaction. @throws MissingRow when a patch or a copy finds no row.
 */
export async function writeChanges(
  statements: RowStatements,
  tables: readonly TableChanges[],
): Promise<void> {
  for (const { table, changes } of tables) {
    if (changes.length === 0) continue;
    const standing = await standingRows(statements, table, changes);
    await writeMerged(statements, table, mergedChanges(table, changes, standing));
  }
}

async function standingRows(
  { rows }: RowStatements,
  table: Table,
  changes: readonly RowChange[],
): Promise<readonly PlainRow[]> {
  const keys = copiedKeys(table, changes);
  return keys.length === 0 ? [] : rows(selectStatement(table), keys);
}

async function writeMerged(
  { write }: RowStatements,
  table: Table,
  { upserts, patches, deletes }: MergedChanges,
): Promise<void> {
  if (deletes.length > 0) await write(deleteStatement(table), deletes);
  if (upserts.length > 0) await write(upsertStatement(table), upserts);
  for (const alike of groupedBy(patches, (row) => Object.keys(row).sort().join()).values()) {
    const columns = Object.keys(alike[0] ?? {}).filter((name) => !keyOf(table).includes(name));
    const met = await write(patchStatement(table, columns), alike);
    if (met !== alike.length)
      throw new MissingRow(
        `${alike.length - met} rows are not in ${table.name} for events that take them for granted: ` +
          JSON.stringify(alike),
      );
  }
}
