import { type BillingEvent } from '#ledger-core';
import { READ_MODELS } from '#read-models';
import { mergedChanges } from '../src/row-writer/merge-changes';
import { type PlainRow } from '../src/row-writer/row-change';
import { keyOf, type Table } from '../src/schema/table';
import { contextAt } from './projected';

/** The tables of one account, written event by event as the row writer would, in memory. */
export class TablesInMemory {
  readonly #rows = new Map<string, Map<string, PlainRow>>();
  #revision = -1n;

  write(event: BillingEvent): void {
    this.#revision += 1n;
    const context = { ...contextAt(), revision: this.#revision };
    for (const { table, project } of READ_MODELS) {
      const rows = this.#of(table.name);
      const standing = [...rows.values()];
      const { upserts, patches, deletes } = mergedChanges(table, project(event, context), standing);
      for (const row of deletes) rows.delete(identity(table, row));
      for (const row of upserts) rows.set(identity(table, row), row);
      for (const patch of patches) {
        const row = rows.get(identity(table, patch));
        if (row === undefined) throw new Error(`No row ${JSON.stringify(patch)} in ${table.name}`);
        rows.set(identity(table, patch), { ...row, ...patch });
      }
    }
  }

  rows(table: string): readonly PlainRow[] {
    return [...this.#of(table).values()];
  }

  #of(table: string): Map<string, PlainRow> {
    const rows = this.#rows.get(table) ?? new Map<string, PlainRow>();
    this.#rows.set(table, rows);
    return rows;
  }
}

function identity(table: Table, row: PlainRow): string {
  return JSON.stringify(keyOf(table).map((name) => row[name]));
}
