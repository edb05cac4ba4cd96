import { type QueryRunner } from 'typeorm';

/** Makes tables (name → definition) and then their indices. */
export async function created(
  runner: QueryRunner,
  tables: Readonly<Record<string, string>>,
  indices: readonly string[],
): Promise<void> {
  const statements = Object.entries(tables).map(([name, of]) => `create table ${name} ${of}`);
  for (const statement of [...statements, ...indices]) await runner.query(statement);
}

/** Removes tables with their indices. */
export async function dropped(
  runner: QueryRunner,
  tables: Readonly<Record<string, string>>,
): Promise<void> {
  await runner.query(`drop table ${Object.keys(tables).join(', ')}`);
}
