import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStoreNode, startEventStoreNode } from '#event-store-node';
import { embeddedTls, SystemMachineClock } from '#platform';
import { freshDatabase } from '../../../test/support/fresh-database';
import { chainedEvents } from '../../../test/support/chained-events';
import { openStore } from './open-store';
import { transfer } from './transfer';
import { TransferRefused, StoreUnavailable } from './transfer-failures';

const EVENTS = chainedEvents(['contoso', 'fabrikam'], 50);
const WATCH = { now: () => new Date(), saw: () => undefined };
const LOGIN = { user: 'ledger', password: 'a:b@c d' };
const ENCODED = 'ledger:a%3Ab%40c%20d';

describe('an event store with TLS, a user and a password', () => {
  const directory = mkdtempSync(join(tmpdir(), 'event-transfer-tls-'));
  let node: EventStoreNode;
  let trusted = '';
  beforeAll(async () => {
    const tls = await embeddedTls(directory, [], new SystemMachineClock());
    const place = { databaseUrl: await freshDatabase(), host: '127.0.0.1', port: 0 };
    node = await startEventStoreNode({ ...place, tls, login: LOGIN, now: () => Date.now() });
    trusted = `tls=true&tlsCAFile=${tls.trustFile}`;
  });
  afterAll(async () => {
    await node.stop();
    rmSync(directory, { recursive: true });
  });

  const written = async (scheme: string, who: string, options: string): Promise<number> => {
    const store = openStore(`${scheme}://${who}127.0.0.1:${node.port}?${options}`);
    try {
      await store.append(EVENTS);
      const source = openStore(`${scheme}://${who}127.0.0.1:${node.port}?${options}`);
      const report = await transfer(source, store, WATCH);
      await source.close();
      return report.log.events;
    } finally {
      await store.close();
    }
  };

  it.each(['esdb', 'esdb+discover'])('is written and read through %s://', async (scheme) => {
    expect(await written(scheme, `${ENCODED}@`, trusted)).toBe(EVENTS.length);
  });

  it.each([
    ['no password', ''],
    ['a wrong one', 'ledger:other@'],
  ])('does not let in who has %s, and the refusal does not repeat it', async (_, who) => {
    const refused = written('esdb', who, trusted);
    await expect(refused).rejects.toThrow(TransferRefused);
    await expect(refused).rejects.not.toThrow('other');
  });

  it('is not spoken to without TLS', async () => {
    const store = openStore(`esdb://127.0.0.1:${node.port}?tls=false`);
    const pages = store.pages()[Symbol.asyncIterator]();
    await expect(pages.next()).rejects.toThrow(StoreUnavailable);
    await store.close();
  });
});
