import { type Reader } from '#read-models';
import { WorkLocks } from '../ports/work-locks.port';

/** What runs work in a transaction of its own, as a data source does. */
type Transactions = Readonly<{
  transaction: <Result>(work: (reader: Reader) => Promise<Result>) => Promise<Result>;
}>;

/** Keeps the ledger's advisory locks apart from those of others on the database. */
const LOCK_SPACE = 1_279_608_913;

/** Advisory locks, let go by the server itself when their holder is gone. */
export class PostgresWorkLocks extends WorkLocks {
  constructor(private readonly dataSource: Transactions) {
    super();
  }

  override whileHeld<Result>(name: string, work: () => Promise<Result>): Promise<Result | 'held'> {
    return this.dataSource.transaction(async (reader) => {
      const [row] = await reader.query<readonly { held: boolean }[]>(
        'select pg_try_advisory_xact_lock($1, hashtext($2)) as held',
        [LOCK_SPACE, name],
      );
      return row?.held === true ? work() : 'held';
    });
  }
}
