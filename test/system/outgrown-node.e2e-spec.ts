import { z } from 'zod';
import { EventStoreDbEventLog } from '#event-log';
import { billingAccountId, subscriptionId } from '#ledger-core';
import { CheckpointMismatch, emptyProjection, openReadModels } from '#read-models';
import { openAccount } from '../acceptance/opened-account';
import { commandLine } from '../../apps/ledger/test/command-line';
import { protocolClient, unaryAppend } from '../support/event-store-appends';
import { type NodeUnderTest, startNodeUnderTest } from '../support/event-store-node';
import { type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { projectedRows, projecting } from '../support/projecting';
import { Seeder } from './daily/seeding';
import { recordedLog } from './recorded-log';

const START_MS_MAX = 120_000;
const BOUGHT_AT = '2021-01-15T09:00:00.000Z';
const CONTOSO = '11111111-612d-4bcd-a849-c2542a68be01';

const PLACES = ['position', 'log_position'];
const REPORT = z.object({
  events: z.number(),
  digest: z.string(),
  systemEventsLeftOut: z.number(),
});

const addressOf = ({ node }: NodeUnderTest) => `esdb://127.0.0.1:${node.port}?tls=false`;

/** A store that holds events of its own, as every real server does: no position is what it was in the node. */
async function startServer(): Promise<NodeUnderTest> {
  const server = await startNodeUnderTest();
  const bare = protocolClient(server.node.port);
  for (const statistic of ['$stats-1', '$stats-2', '$stats-1'])
    await unaryAppend(bare, statistic, 'any', [{ type: '$statistics' }]);
  bare.close();
  return server;
}

async function copied(from: string, to: string): Promise<z.infer<typeof REPORT>> {
  const { code, printed, said } = await commandLine('event-log', 'copy', from, to, '--json');
  expect([code, said]).toEqual([0, expect.anything()]);
  return REPORT.parse(JSON.parse(printed));
}

/** All that is in the log, but for where the store has it. */
async function contentsOf(address: string): Promise<readonly unknown[]> {
  return (await recordedLog(address)).map(({ stream, revision, id, type, data, metadata }) => ({
    ...{ stream, revision, id, type, data, metadata },
  }));
}

/** Every row that is made from the log, but for where its events are in the store. */
async function rowsIn(tables: Awaited<ReturnType<typeof openReadModels>>): Promise<string> {
  const isOfTheStore = (name: string, value: unknown): boolean =>
    name === 'checkpoint' || (PLACES.includes(name) && typeof value === 'string');
  return JSON.stringify(await projectedRows(tables), (name, value: unknown) =>
    isOfTheStore(name, value) ? undefined : value,
  );
}

describe('an installation that outgrows its event store node', () => {
  let system: LedgerSystem;
  let tables: Awaited<ReturnType<typeof openReadModels>>;
  let server: NodeUnderTest;
  let back: NodeUnderTest;
  let before = '';
  const [logs, closing] = [new Map<string, EventStoreDbEventLog>(), [] as (() => Promise<void>)[]];
  const logAt = (address: string): EventStoreDbEventLog => {
    const log = logs.get(address) ?? new EventStoreDbEventLog({ connectionString: address });
    logs.set(address, log);
    return log;
  };
  const buy = async (address: string, name: string): Promise<void> => {
    const seeder = await Seeder.open(system.databaseUrl, logAt(address), BOUGHT_AT);
    await seeder.buy(billingAccountId('contoso'), name, subscriptionId(CONTOSO));
    await seeder.close();
  };
  const headOf = async (address: string): Promise<bigint> => (await logAt(address).head()) ?? -1n;
  const startProjecting = (address: string) => {
    const projector = projecting(system.databaseUrl, tables, logAt(address));
    projector.finished.catch(() => undefined);
    closing.push(projector.stop);
    return projector;
  };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: BOUGHT_AT });
    server = await startServer();
    back = await startNodeUnderTest();
    tables = await openReadModels(system.databaseUrl);
    await openAccount(system, 'contoso', CONTOSO);
    await buy(system.eventStoreUrl, 'one');
    await buy(system.eventStoreUrl, 'two');
    expect((await system.setClock('2021-04-20T00:00:00Z')).status).toBe(200);
  }, START_MS_MAX);
  afterAll(async () => {
    for (const close of closing) await close();
    await Promise.all([...logs.values()].map((log) => log.close()));
    await tables.destroy();
    await Promise.all([server.close(), back.close()]);
    await system.stop();
  });

  it('copies its log while it works, and the rest of it after it has stopped', async () => {
    const first = await copied(system.eventStoreUrl, addressOf(server));
    await buy(system.eventStoreUrl, 'three');
    expect((await system.setClock('2021-05-20T00:00:00Z')).status).toBe(200);
    await system.pauseProjection();
    before = await rowsIn(tables);
    const last = await copied(system.eventStoreUrl, addressOf(server));
    expect(last.events).toBeGreaterThan(first.events);
    expect(last).toMatchObject({ systemEventsLeftOut: 0 });
    const there = await contentsOf(addressOf(server));
    expect(there).toEqual(await contentsOf(system.eventStoreUrl));
    expect(there).toHaveLength(last.events);
  });

  it('does not go on with tables whose places are those of the node, and leaves them as they are', async () => {
    await expect(startProjecting(addressOf(server)).finished).rejects.toThrow(CheckpointMismatch);
    expect(await rowsIn(tables)).toBe(before);
  });

  it('has the same rows to the last cent after a replay, and goes on with the copy', async () => {
    expect(await emptyProjection(system.databaseUrl)).toBe('emptied');
    const projector = startProjecting(addressOf(server));
    await projector.until(await headOf(addressOf(server)));
    expect(await rowsIn(tables)).toBe(before);
    await buy(addressOf(server), 'four');
    await projector.until(await headOf(addressOf(server)));
    expect(await tables.query('select id from reservation_order')).toHaveLength(4);
    await projector.stop();
  });

  it('comes back to a node with identical contents', async () => {
    const { events, digest, systemEventsLeftOut } = await copied(
      addressOf(server),
      addressOf(back),
    );
    expect(systemEventsLeftOut).toBe(3);
    expect(await contentsOf(addressOf(back))).toEqual(await contentsOf(addressOf(server)));
    // The node that was left lacks what was decided since, and only that: it can be brought up to it.
    const again = await copied(addressOf(back), system.eventStoreUrl);
    expect(again).toMatchObject({ events, digest });
  });

  it('goes on at once with a node that holds the same log from its first event: even the places are the same', async () => {
    expect(await headOf(addressOf(back))).toBe(await headOf(system.eventStoreUrl));
    expect(await emptyProjection(system.databaseUrl)).toBe('emptied');
    const first = startProjecting(system.eventStoreUrl);
    await first.until(await headOf(system.eventStoreUrl));
    await first.stop();
    const rows = await rowsIn(tables);
    await buy(addressOf(back), 'five');
    const second = startProjecting(addressOf(back));
    await second.until(await headOf(addressOf(back)));
    expect(await rowsIn(tables)).not.toBe(rows);
    expect(await tables.query('select id from reservation_order')).toHaveLength(5);
  });
});
