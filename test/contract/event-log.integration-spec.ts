import { EventStoreDbEventLog } from '#event-log';
import { type EventStoreNode, startEventStoreNode } from '#event-store-node';
import { freshDatabase } from '../support/fresh-database';
import { describeEventLog } from './event-log.contract';

let node: EventStoreNode;

beforeAll(async () => {
  const databaseUrl = await freshDatabase();
  node = await startEventStoreNode({
    databaseUrl,
    host: '127.0.0.1',
    port: 0,
    now: () => Date.now(),
  });
});
afterAll(async () => {
  await node.stop();
});

function open(connectionString: string): Promise<EventStoreDbEventLog> {
  return Promise.resolve(new EventStoreDbEventLog({ connectionString }));
}

describeEventLog('the embedded node', () => open(`esdb://127.0.0.1:${node.port}?tls=false`));

/** An EventStoreDB to run the suite on as well, such as esdb://127.0.0.1:2113?tls=false. Nothing in it is deleted. */
const real = process.env['LEDGER_TEST_EVENTSTORE_URL'];
if (real !== undefined) describeEventLog(`the EventStoreDB at ${real}`, () => open(real));
