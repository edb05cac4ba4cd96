import { type DataSource } from 'typeorm';
import { type EventLog } from '#event-log';
import { keyOf, openProjectionWaiter, PROJECTED_TABLES, startProjector } from '#read-models';

const LONG_MILLISECONDS = 15_000;

/** What a projector said, in order. */
export type Said = Readonly<{ level: 'info' | 'warn' | 'error'; message: string; details: object }>;

/** A projector with what it said, and a wait for what it wrote. */
export function projecting(url: string, dataSource: DataSource, eventLog: EventLog) {
  const said: Said[] = [];
  const line = (level: Said['level']) => (details: object, message: string) => {
    said.push({ level, message, details });
  };
  const log = { info: line('info'), warn: line('warn'), error: line('error') };
  const projector = startProjector({ databaseUrl: url, eventLog, log });
  const waiter = openProjectionWaiter({ databaseUrl: url, reader: dataSource });
  return {
    said,
    finished: projector.finished,
    messages: () => said.map(({ message }) => message),
    until: async (position: bigint) => {
      if (!(await waiter.waitFor(position, LONG_MILLISECONDS)))
        throw new Error(`Not projected: ${JSON.stringify(said)}`);
    },
    stop: async () => {
      await projector.stop();
      await waiter.close();
    },
  };
}

/** Every row of every table made from the log, without the instant at which a stream was parked. */
export async function projectedRows(
  dataSource: DataSource,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const tables: Record<string, readonly unknown[]> = {};
  for (const table of PROJECTED_TABLES)
    tables[table.name] = await dataSource.query<unknown[]>(
      `select * from ${table.name} order by ${keyOf(table).join(', ')}`,
    );
  tables['account_projection'] = await dataSource.query<unknown[]>(
    'select * from account_projection order by stream',
  );
  tables['checkpoint'] = await dataSource.query<unknown[]>('select * from checkpoint');
  tables['parked_account'] = await dataSource.query<unknown[]>(
    'select stream, billing_account_id, revision, event_id, reason from parked_account order by stream',
  );
  return tables;
}
