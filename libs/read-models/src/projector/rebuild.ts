import { type DataSource } from 'typeorm';
import { PROJECTED_TABLES, PROJECTION_TABLES } from '../schema/every-table';

/** Empties all that is made from the log, so that a projector makes it again from the start. Stop it before. */
export async function emptyProjection(dataSource: DataSource): Promise<void> {
  const names = [...PROJECTED_TABLES, ...PROJECTION_TABLES].map(({ name }) => name);
  await dataSource.query(`truncate ${names.join(', ')}`);
}
