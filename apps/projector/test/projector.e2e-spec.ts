import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type DataSource } from 'typeorm';
import {
  billingAccountStream,
  commandHash,
  commandId,
  encodeEvent,
  encodeOperation,
  EventStoreDbEventLog,
} from '#event-log';
import { Calendar } from '#ledger-core';
import { migrate, openReadModels, projectedPosition } from '#read-models';
import { AccountStory } from '../../../test/support/account-story';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';
import { freshDatabase } from '../../../test/support/fresh-database';

const PATIENCE_MILLISECONDS = 20_000;

describe('the projector process', () => {
  let store: NodeUnderTest;
  let log: EventStoreDbEventLog;
  let databaseUrl: string;
  let dataSource: DataSource;
  let child: ChildProcess | undefined;

  beforeAll(async () => {
    store = await startNodeUnderTest();
    log = new EventStoreDbEventLog({ connectionString: addressOf(store) });
  });
  afterAll(async () => {
    await log.close();
    await store.close();
  });
  beforeEach(async () => {
    databaseUrl = await freshDatabase();
    dataSource = await openReadModels(databaseUrl);
  });
  afterEach(async () => {
    if (child?.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await dataSource.destroy();
  });

  /** The process, from the sources, with all that it says. */
  function started(): { child: ChildProcess; said: () => string } {
    const runner = ['--conditions=ledger-source', '--require', './test/support/run-sources.cjs'];
    const started = spawn(process.execPath, [...runner, 'apps/projector/src/main.ts'], {
      env: {
        PATH: process.env['PATH'],
        LEDGER_DATABASE_URL: databaseUrl,
        LEDGER_EVENTSTORE_URL: addressOf(store),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child = started;
    let text = '';
    for (const stream of [started.stdout, started.stderr])
      stream?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
    return { child: started, said: () => text };
  }

  async function exitOf(of: ChildProcess): Promise<unknown> {
    const ended: unknown[] = await once(of, 'exit');
    return ended[0];
  }

  async function untilProjected(position: bigint, said: () => string): Promise<void> {
    for (let waited = 0; waited < PATIENCE_MILLISECONDS; waited += 25) {
      if (((await projectedPosition(dataSource)) ?? -1n) >= position) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`Not projected: ${said()}`);
  }

  it('makes the tables, projects, says it is ready, and ends with 0 when asked to', async () => {
    const position = await openAccount(log, 'contoso');
    const { child: process, said } = started();
    expect(await once(process, 'message')).toEqual(['the database answers', undefined]);
    expect(await once(process, 'message')).toEqual(['ready', undefined]);
    await untilProjected(position, said);
    await untilProjected(await openAccount(log, 'fabrikam'), said);
    process.kill('SIGTERM');
    expect(await exitOf(process)).toBe(0);
    expect(said()).toContain('"msg":"projecting"');
  });

  it('ends with 1 and names the way out when the tables were made from another log', async () => {
    await openAccount(log, 'adatum');
    await migrate(dataSource);
    await dataSource.query(
      "insert into checkpoint (name, position, event_id) values ('projector', 77, gen_random_uuid())",
    );
    const { child: process, said } = started();
    expect(await exitOf(process)).toBe(1);
    expect(said()).toContain('ledger replay');
  });

  it('ends with 1 and tells its supervisor why when the tables are of a newer release', async () => {
    await migrate(dataSource);
    await dataSource.query(
      "insert into schema_migration (timestamp, name) values (1990000000000, 'Later1990000000000')",
    );
    const { child: process } = started();
    const heard: unknown[] = [];
    process.on('message', (message) => heard.push(message));
    expect(await exitOf(process)).toBe(1);
    expect(heard.at(-1)).toMatchObject({
      failure: {
        mayPass: false,
        message: expect.stringMatching(/newer release \(Later1990000000000\)/) as string,
      },
    });
  });

  it('ends with 2 when a key is missing, and with 1 when its database is not there', async () => {
    const there = databaseUrl;
    databaseUrl = '';
    expect(await exitOf(started().child)).toBe(2);
    databaseUrl = `${there}_of_nobody`;
    const { child: process, said } = started();
    expect(await exitOf(process)).toBe(1);
    expect(said()).toMatch(/has no database .*_of_nobody.*LEDGER_DATABASE_URL/);
  });

  it('ends when the process that started it goes', async () => {
    const { child: process } = started();
    await once(process, 'message');
    process.disconnect();
    expect(await exitOf(process)).toBe(1);
  });
});

function addressOf({ node }: NodeUnderTest): string {
  return `esdb://127.0.0.1:${node.port}?tls=false`;
}

/** @returns the position of the account's last event. */
async function openAccount(log: EventStoreDbEventLog, account: string): Promise<bigint> {
  const stream = billingAccountStream(account);
  const encoded = encodeOperation({
    stream,
    commandId: commandId('Test', account),
    commandHash: commandHash({ kind: 'Test', target: stream, request: {} }),
    actor: { kind: 'system', task: 'test' },
    effectiveOn: Calendar.day('2021-01-01'),
    recordedAt: Calendar.instant('2021-01-01T00:00:00.000Z'),
    correlationId: 'test',
    causationId: 'test',
    events: new AccountStory().events.map(encodeEvent),
    previousChain: 'empty',
  });
  if (encoded.outcome === 'tooLarge') throw new Error('Too large');
  const appended = await log.append(stream, encoded.events, 'empty');
  if (appended.outcome !== 'appended') throw new Error(appended.outcome);
  return appended.position;
}
