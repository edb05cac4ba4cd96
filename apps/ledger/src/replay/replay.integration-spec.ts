import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Calendar } from '#ledger-core';
import {
  billingAccountStream,
  commandHash,
  commandId,
  encodeEvent,
  encodeOperation,
  InMemoryEventLog,
} from '#event-log';
import { postgresPid, sleep, startPostgres, stopPostgres } from '#platform';
import {
  advanceBusinessTime,
  migrate,
  openReadModels,
  projectedPosition,
  type RunningProjector,
  startProjector,
  storedBusinessTime,
} from '#read-models';
import { AccountStory } from '../../../../test/support/account-story';
import { freshDatabase } from '../../../../test/support/fresh-database';
import { commandLine } from '../../test/command-line';
import { runLedger } from '../../test/running-ledger';

type DataSource = Awaited<ReturnType<typeof openReadModels>>;

const WAIT_ATTEMPTS = 300;
const NOON = Calendar.instant('2021-01-15T12:00:00Z');
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A log in which one account was opened. */
async function recordedLog(): Promise<InMemoryEventLog> {
  const log = new InMemoryEventLog();
  const stream = billingAccountStream('contoso');
  const operation = encodeOperation({
    stream,
    commandId: commandId('Test', 'opens'),
    commandHash: commandHash({ kind: 'Test', target: stream, request: {} }),
    actor: { kind: 'system', task: 'test' },
    effectiveOn: Calendar.dayOf(NOON),
    recordedAt: NOON,
    correlationId: 'test',
    causationId: 'test',
    events: new AccountStory().events.map(encodeEvent),
    previousChain: 'empty',
  });
  if (operation.outcome === 'tooLarge') throw new Error('Too large');
  await log.append(stream, operation.events, 'empty');
  return log;
}

async function accountsIn(dataSource: DataSource): Promise<readonly string[]> {
  const rows = await dataSource.query<{ id: string }[]>('select id from billing_account');
  return rows.map(({ id }) => id);
}

async function projected(dataSource: DataSource): Promise<void> {
  for (let i = 0; i < WAIT_ATTEMPTS; i += 1) {
    if ((await projectedPosition(dataSource)) !== undefined) return;
    await sleep(50);
  }
  throw new Error('Not projected');
}

describe('ledger replay', () => {
  let directory = '';
  let log: InMemoryEventLog;
  let dataSource: DataSource;
  let projector: RunningProjector;
  const replay = () => commandLine('replay', '--data-dir', directory);
  const open = async (url: string): Promise<void> => {
    dataSource = await openReadModels(url);
    await migrate(dataSource);
    projector = startProjector({ databaseUrl: url, eventLog: log, log: SILENT });
    await projected(dataSource);
  };
  const close = async (): Promise<void> => {
    await projector.stop();
    await dataSource.destroy();
  };
  const started = async (): Promise<string> => {
    const databases = ['ledger', 'eventstore'];
    return (await startPostgres({ directory, databases, dieWithParent: true })).urlOf('ledger');
  };
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-replay-'));
    log = await recordedLog();
    await open(await started());
    await advanceBusinessTime(dataSource, NOON);
  });
  afterAll(async () => {
    await close();
    await stopPostgres(directory);
    rmSync(directory, { recursive: true });
  });

  it('refuses while a projector is at work, says what to do, and empties nothing', async () => {
    const { code, printed, said } = await replay();
    expect([code, printed]).toEqual([1, '']);
    expect(said).toBe(
      'A projector is at work on these tables: stop it (with embedded stores, stop "ledger start"), then run "ledger replay" again.',
    );
    expect(await accountsIn(dataSource)).toEqual(['contoso']);
  });

  it('empties what is made from the log in a stopped system, keeps the rest, and leaves nothing running', async () => {
    await close();
    await stopPostgres(directory);
    const { code, printed, said } = await replay();
    expect([code, said]).toEqual([0, '']);
    expect(printed).toContain('The next start of the projector makes them again');
    expect(postgresPid(directory)).toBeUndefined();
    dataSource = await openReadModels(await started());
    expect(await accountsIn(dataSource)).toEqual([]);
    expect(await projectedPosition(dataSource)).toBeUndefined();
    expect(await storedBusinessTime(dataSource)).toBe(NOON);
    await dataSource.destroy();
  });

  it('is followed by a start that makes the same tables again', async () => {
    await open(await started());
    expect(await accountsIn(dataSource)).toEqual(['contoso']);
  });

  it('works on the database that the configuration names', async () => {
    const url = await freshDatabase();
    await close();
    await open(url);
    await projector.stop();
    const ledger = runLedger(['replay'], '/nowhere', { LEDGER_DATABASE_URL: url });
    expect([await ledger.exitCode, ledger.said()]).toEqual([0, '']);
    expect(await accountsIn(dataSource)).toEqual([]);
  });

  it('makes no ledger where there is none', async () => {
    const nowhere = join(directory, 'misspelt');
    const { code, said } = await commandLine('replay', '--data-dir', nowhere);
    expect(code).toBe(1);
    expect(said).toBe(
      `There is no database in ${nowhere}: name the data directory of the system with --data-dir, or set LEDGER_DATABASE_URL.`,
    );
    expect(existsSync(nowhere)).toBe(false);
  });
});
