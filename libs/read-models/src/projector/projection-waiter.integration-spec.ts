import { type DataSource } from 'typeorm';
import { commandId, InMemoryEventLog } from '#event-log';
import { operationsKnownAs } from '../operation/operation.query';
import { accountLife } from '../../../../test/support/account-life';
import { projecting } from '../../../../test/support/projecting';
import { migratedDatabase, recordStory } from '../../../../test/support/recorded-story';
import { openProjectionWaiter, type ProjectionWaiter } from './projection-waiter';

const LONG = 15_000;
const SHORT = 50;

describe('a waiter for the tables', () => {
  let url: string;
  let dataSource: DataSource;
  let waiter: ProjectionWaiter;
  let interruptions: unknown[];

  beforeEach(async () => {
    ({ url, dataSource } = await migratedDatabase());
    interruptions = [];
    waiter = openProjectionWaiter({
      databaseUrl: url,
      reader: dataSource,
      onInterruption: (error) => interruptions.push(error),
    });
  });
  afterEach(async () => {
    await waiter.close();
    await dataSource.destroy();
  });

  async function reached(position: number): Promise<void> {
    await dataSource.query(
      `insert into checkpoint (name, position, event_id) values ('projector', $1, gen_random_uuid())
       on conflict (name) do update set position = excluded.position`,
      [position],
    );
  }
  const notified = (position: number) =>
    dataSource.query("select pg_notify('projected', $1)", [String(position)]);

  it('answers as soon as the position is reached or passed', async () => {
    const waiting = [5n, 6n, 7n].map((position) => waiter.waitFor(position, LONG));
    expect(await waiter.waitFor(5n, SHORT)).toBe(false);
    await reached(7);
    await notified(7);
    expect(await Promise.all(waiting)).toEqual([true, true, true]);
    expect(await waiter.waitFor(7n, 0)).toBe(true);
    expect(await waiter.waitFor(8n, SHORT)).toBe(false);
  });

  it('knows what was reached before it listened', async () => {
    await reached(9);
    const late = openProjectionWaiter({ databaseUrl: url, reader: dataSource });
    const knew = await late.waitFor(9n, SHORT * 20);
    await late.close();
    expect(knew).toBe(true);
  });

  it('survives its connection, and misses nothing that was reached meanwhile', async () => {
    await reached(1);
    await notified(1);
    expect(await waiter.waitFor(1n, LONG)).toBe(true);
    const waiting = waiter.waitFor(2n, LONG);
    await dataSource.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ledger waiter' and datname = current_database()",
    );
    // Nobody listens to a notification now: the row alone tells.
    await reached(2);
    expect(await waiting).toBe(true);
    expect(interruptions).toHaveLength(1);
  });

  it('gives the operation of a command when it is in the tables', async () => {
    const log = new InMemoryEventLog();
    const missing = await waiter.waitForOperation(commandId('Test', 'nothing'), SHORT);
    expect(missing).toBe(undefined);
    const waiting = waiter.waitForOperation(commandId('Test', 'billingAccount-contoso', '2'), LONG);
    const running = projecting(url, dataSource, log);
    await recordStory(log, 'contoso', accountLife().events);
    expect(await waiting).toMatchObject({ operationId: '2', billingAccountId: 'contoso' });
    expect(await operationsKnownAs(dataSource, '2')).toHaveLength(1);
    await running.stop();
  });

  it('ends every wait when it is closed, and keeps nobody waiting afterwards', async () => {
    const waiting = waiter.waitFor(5n, LONG);
    const closed = waiter.close().then(() => waiter.waitFor(6n, LONG));
    const late = new Promise((resolve) => setTimeout(resolve, SHORT * 20, 'still waiting'));
    expect(await Promise.race([waiting, late])).toBe(false);
    expect(await Promise.race([closed, late])).toBe(false);
  });
});
