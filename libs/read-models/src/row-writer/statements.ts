import { type Column, keyOf, sqlType, type Table } from '../schema/table';

/*
 * Rows travel as one JSON array a statement and are taken apart by PostgreSQL: one round trip and one plan for
 * one row or a thousand, arrays and nulls included. Money and counts are JSON text, so that nothing is a float.
 */

/** Inserts the rows of `$1`, or replaces those that stand. */
export function upsertStatement(table: Table): string {
  const names = Object.keys(table.columns);
  const key = keyOf(table);
  const rest = names.filter((name) => !key.includes(name));
  const conflict =
    rest.length === 0
      ? 'do nothing'
      : `do update set ${rest.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ')}`;
  return `insert into ${table.name} (${names.map(quoted).join(', ')})
    select ${names.map(quoted).join(', ')} from ${recordset(table, names)}
    on conflict (${key.map(quoted).join(', ')}) ${conflict}`;
}

/** Changes the named columns of the rows of `$1`, found by their keys. */
export function patchStatement(table: Table, columns: readonly string[]): string {
  const assignments = columns.map((name) => `${quoted(name)} = change.${quoted(name)}`);
  return `update ${table.name} as standing set ${assignments.join(', ')}
    from ${recordset(table, [...keyOf(table), ...columns])} where ${sameKey(table)}`;
}

/** Removes the rows whose keys are in `$1`. */
export function deleteStatement(table: Table): string {
  return `delete from ${table.name} as standing
    using ${recordset(table, keyOf(table))} where ${sameKey(table)}`;
}

/** The rows whose keys are in `$1`. */
export function selectStatement(table: Table): string {
  return `select standing.* from ${table.name} as standing
    join ${recordset(table, keyOf(table))} on ${sameKey(table)}`;
}

function recordset({ columns }: Table, names: readonly string[]): string {
  const described = names.map((name) => `${quoted(name)} ${typeOf(columns[name], name)}`);
  return `json_to_recordset($1::json) as change (${described.join(', ')})`;
}

function typeOf(column: Column | undefined, name: string): string {
  if (column === undefined) throw new RangeError(`No such column: ${name}`);
  return sqlType(column);
}

function sameKey(table: Table): string {
  return keyOf(table)
    .map((name) => `standing.${quoted(name)} = change.${quoted(name)}`)
    .join(' and ');
}

function quoted(name: string): string {
  return `"${name}"`;
}
