import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** The address of a new, empty database in the PostgreSQL cluster that the global setup started. */
export async function freshDatabase(): Promise<string> {
  const url = process.env['TEST_PG_URL'];
  if (url === undefined) throw new Error('TEST_PG_URL is unset: did the global setup run?');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).toString();
}
