import { mkdirSync } from 'node:fs';
// By path: what runs before jest's own resolver is resolved by Node, to which the alias means the build.
import {
  startPostgres,
  sweepAbandonedPostgres,
  temporaryPostgresDirectory,
} from '../../libs/platform/src/index';
import { keep } from './test-server';

const PARENT = '.data';
const PREFIX = 'test-pg-';

/** One PostgreSQL for all integration specs: the product's own, but not durable, and thrown away. */
async function startTestServer(): Promise<void> {
  mkdirSync(PARENT, { recursive: true });
  await sweepAbandonedPostgres(PARENT, PREFIX);
  const temporary = await temporaryPostgresDirectory(PARENT, PREFIX);
  keep(temporary);
  const server = await startPostgres({
    directory: temporary.directory,
    databases: [],
    durable: false,
    dieWithParent: true,
  });
  process.env['TEST_PG_URL'] = server.urlOf('postgres');
}

export = startTestServer;
