import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { PlainError } from '../failures/plain-failure';

const ROOT = 0;
const NOBODY = 65_534;
const UNSHARE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] as const;

/** How the server is started: behind which command, and as which user. */
export interface OrdinaryUser {
  readonly prefix: readonly string[];
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

function works(command: readonly string[]): boolean {
  const [program = 'true', ...rest] = command;
  return spawnSync(program, [...rest, 'true'], { stdio: 'ignore' }).status === 0;
}

function ownerOf(directory: string): number | undefined {
  return existsSync(directory) ? statSync(directory).uid : undefined;
}

/**
 * PostgreSQL refuses to run as root. A user namespace shows it "nobody" while the files stay root's; where
 * namespaces are refused (many containers) it runs as nobody. A cluster is always run the way it was made,
 * which its owner tells.
 */
export function ordinaryUser(dataDirectory: string): OrdinaryUser {
  if (process.getuid?.() !== ROOT) return { prefix: [], ids: {} };
  const owner = ownerOf(dataDirectory);
  if (owner !== NOBODY && works(UNSHARE)) return { prefix: UNSHARE, ids: {} };
  if (owner === ROOT)
    throw new PlainError(
      `${dataDirectory} belongs to root, and root cannot start PostgreSQL here (user namespaces are refused): run as another user, or with another data directory.`,
    );
  return { prefix: [], ids: { uid: NOBODY, gid: NOBODY } };
}

/** A prefix by which the kernel signals a process when the one that started it ends, however it ends; empty where it is not installed. */
export function parentGuard(signal: 'INT' | 'KILL'): readonly string[] {
  const guard = ['setpriv', '--pdeathsig', signal];
  return works(guard) ? guard : [];
}
