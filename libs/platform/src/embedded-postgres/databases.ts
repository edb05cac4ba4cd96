import { Client } from 'pg';

const NAME = /^[a-z][a-z0-9_]*$/;

/** Makes the databases that are missing in a server. */
export async function makeDatabases(url: string, names: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const name of names) {
      if (!NAME.test(name)) throw new Error(`"${name}" is not a name of a database`);
      const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
      if (rowCount === 0) await client.query(`create database ${name}`);
    }
  } finally {
    await client.end();
  }
}
