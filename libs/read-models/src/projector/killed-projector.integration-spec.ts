import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type DataSource } from 'typeorm';
import { EventStoreDbEventLog } from '#event-log';
import { type NodeUnderTest, startNodeUnderTest } from '../../../../test/support/event-store-node';
import { recordLives } from '../../../../test/support/other-lives';
import { projectedRows, projecting } from '../../../../test/support/projecting';
import { migratedDatabase } from '../../../../test/support/recorded-story';
import { projectedPosition } from '../projection/projection.query';

const ACCOUNTS = Array.from({ length: 12 }, (_, n) => `account-${n}`);
const PATIENCE_MILLISECONDS = 20_000;

/** Each process is killed this long after it began to write: in its first transactions, mostly. */
const LIVES_MILLISECONDS = [0, 5, 15, 40];

describe('a projector that is killed', () => {
  let store: NodeUnderTest;
  let log: EventStoreDbEventLog;
  let end: bigint;
  const dataSources: DataSource[] = [];

  beforeAll(async () => {
    store = await startNodeUnderTest();
    log = new EventStoreDbEventLog({ connectionString: addressOf(store) });
    end = await recordLives(log, ACCOUNTS);
  });
  afterAll(async () => {
    await log.close();
    await store.close();
    for (const dataSource of dataSources) await dataSource.destroy();
  });

  async function database(): Promise<Readonly<{ url: string; dataSource: DataSource }>> {
    const made = await migratedDatabase();
    dataSources.push(made.dataSource);
    return made;
  }

  function started(url: string): ChildProcess {
    const runner = ['--conditions=ledger-source', '--require', './test/support/run-sources.cjs'];
    return spawn(process.execPath, [...runner, 'apps/projector/src/main.ts'], {
      env: {
        PATH: process.env['PATH'],
        LEDGER_DATABASE_URL: url,
        LEDGER_EVENTSTORE_URL: addressOf(store),
      },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  }

  it('again and again leaves the tables of one that never was', async () => {
    const killed = await database();
    for (const milliseconds of LIVES_MILLISECONDS) {
      const child = started(killed.url);
      await once(child, 'message');
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const last = started(killed.url);
    await untilProjected(killed.dataSource, end);
    last.kill('SIGTERM');
    await once(last, 'exit');

    const whole = await database();
    const running = projecting(whole.url, whole.dataSource, log);
    await running.until(end);
    await running.stop();
    const rows = await projectedRows(whole.dataSource);
    expect(await projectedRows(killed.dataSource)).toEqual(rows);
    expect(rows['billing_account']).toHaveLength(ACCOUNTS.length);
    expect(rows['document']).toHaveLength(8 * ACCOUNTS.length);
    expect(rows['parked_account']).toEqual([]);
  }, 60_000);
});

function addressOf({ node }: NodeUnderTest): string {
  return `esdb://127.0.0.1:${node.port}?tls=false`;
}

async function untilProjected(dataSource: DataSource, position: bigint): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MILLISECONDS; waited += 25) {
    if (((await projectedPosition(dataSource)) ?? -1n) >= position) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('Not projected');
}
