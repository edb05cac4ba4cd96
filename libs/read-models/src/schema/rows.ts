import { type DataSource } from 'typeorm';

/** Whatever runs a statement: a data source, or the one connection of a transaction. */
export type Reader = Readonly<{
  query: <Rows>(statement: string, parameters?: unknown[]) => Promise<Rows>;
}>;

/** The rows of a statement, trusted to be of the shape that the migrations gave them. */
export function rowsOf<Row>(
  reader: Reader,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return reader.query<readonly Row[]>(statement, [...parameters]);
}

/** Reads of several tables that must agree: they all see the same moment. */
export function atOneMoment<Answer>(
  dataSource: DataSource,
  read: (reader: Reader) => Promise<Answer>,
): Promise<Answer> {
  return dataSource.transaction('REPEATABLE READ', async (manager) => {
    await manager.query('set transaction read only');
    return read(manager);
  });
}

/** Rows by what they belong to, in their order. */
export function groupedBy<Row>(
  rows: readonly Row[],
  group: (row: Row) => string,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = group(row);
    const members = groups.get(name);
    if (members === undefined) groups.set(name, [row]);
    else members.push(row);
  }
  return groups;
}
