import { type DataSource } from 'typeorm';
import { freshFoldFaults, tableFaults } from '../table-checks';
import {
  chainFaults,
  chargeFaults,
  type Faults,
  numberFaults,
  operationFaults,
  revisionFaults,
} from '../log-checks';
import { recordedLog } from '../recorded-log';

const SHOWN_MAX = 5;

export type Checked = Readonly<{ faults: Faults; events: number; tables: number; rows: number }>;

/** All that must hold after the run, however it was cut off. */
export async function checkedAfter(
  tables: DataSource,
  directory: string,
  { eventStoreUrl, seeded }: Readonly<{ eventStoreUrl: string; seeded: number }>,
): Promise<Checked> {
  const log = await recordedLog(eventStoreUrl);
  const fold = await freshFoldFaults(directory, eventStoreUrl, log.at(-1)?.position ?? 0n);
  const faults = [
    ...(await instalmentFaults(tables, seeded)),
    ...(await tableFaults(directory)),
    ...fold.faults,
    ...[revisionFaults, operationFaults, chainFaults, numberFaults, chargeFaults].flatMap((check) =>
      check(log).slice(0, SHOWN_MAX),
    ),
  ];
  return { faults, events: log.length, tables: fold.tables, rows: fold.rows };
}

/** What was bought a month before is charged for its first instalment and its second, and for nothing else. */
async function instalmentFaults(tables: DataSource, seeded: number): Promise<Faults> {
  const orders = await tables.query<{ id: string; charged: number[] }[]>(
    `select o.id, array_agg(c.instalment order by c.instalment) as charged
     from reservation_order o left join charge c on c.order_id = o.id
     where o.display_name = 'Seeded' group by o.id`,
  );
  const wrong = orders.filter(({ charged }) => charged.join() !== '1,2');
  return [
    ...(orders.length === seeded ? [] : [`${orders.length} orders were seeded, not ${seeded}`]),
    ...wrong.slice(0, SHOWN_MAX).map(({ id, charged }) => `${id} is charged for ${charged.join()}`),
    ...(wrong.length > SHOWN_MAX ? [`${wrong.length} orders are charged wrongly`] : []),
  ];
}
