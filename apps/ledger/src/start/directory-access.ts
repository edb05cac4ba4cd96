import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '#platform';
import { CannotGoOn } from '../exit-codes';

const ROOT = 0;
/** As whom root runs PostgreSQL where user namespaces are refused. */
const NOBODY = 65_534;
/** What stands in a data directory, the most telling first. */
const ENTRIES = ['postgres', 'postgres-password', 'postgres.log', 'tls', 'issuer', 'ledger.log'];

function nameOf(uid: number): string {
  return uid === ROOT ? 'root' : `the user with the id ${uid}`;
}

async function foreign(path: string, directory: string): Promise<CannotGoOn> {
  const owner = (await stat(path)).uid;
  const self = process.getuid?.() ?? ROOT;
  return new CannotGoOn(
    `${path} belongs to ${nameOf(owner)}, and ${nameOf(self)} may not work there: start as its owner, give it away with "chown -R ${self} ${directory}", or name another directory with --data-dir.`,
  );
}

async function ensureOurs(path: string, directory: string): Promise<void> {
  try {
    await access(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return;
    if (code === 'EACCES') throw await foreign(path, directory);
    throw error;
  }
}

/** PostgreSQL works for the owner of its data alone, even where root could. */
async function ensureClusterIsOurs(directory: string): Promise<void> {
  const path = join(directory, 'postgres');
  const owner = await stat(path).then(
    ({ uid }) => uid,
    () => undefined,
  );
  if (process.getuid?.() !== ROOT || owner === undefined) return;
  if (owner !== ROOT && owner !== NOBODY) throw await foreign(path, directory);
}

/** @throws CannotGoOn when this user cannot work in a data directory: nothing in it has changed then. */
export async function ensureUsable(directory: string): Promise<void> {
  for (const path of [directory, ...ENTRIES.map((entry) => join(directory, entry))])
    await ensureOurs(path, directory);
  await ensureClusterIsOurs(directory);
}
