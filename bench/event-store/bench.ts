import { type EventStoreDBClient } from '@eventstore/db-client';
import { processorUse, type ProcessorUse } from '../system/processor-use';
import { type CleanUp } from './clean-up';
import { connectedClient, disconnect } from './load/connected-client';
import { BarePostgres } from './postgres/bare-postgres';
import { type BenchedNode, startBenchedNode } from './subjects/benched-node';
import { type MemoryServer } from './subjects/memory-server';
import { type StoreDatabase } from './subjects/store-database';

/** The node with both baselines, on a store as it is now. */
export type Bench = Readonly<{
  node: BenchedNode;
  nodeClient: EventStoreDBClient;
  memoryClient: EventStoreDBClient;
  memoryPort: number;
  postgres: BarePostgres;
  database: StoreDatabase;
  use: () => ProcessorUse;
  close: () => Promise<void>;
}>;

/** Copies the store for the bare baseline, then starts the node on it. */
export async function openBench(
  database: StoreDatabase,
  memory: MemoryServer,
  cleanUp: CleanUp,
): Promise<Bench> {
  await database.copyToBare();
  const node = await startBenchedNode(database.url, `${database.directory}/node.log`);
  cleanUp.add(node.stop);
  const nodeClient = await connectedClient(node.port);
  const memoryClient = await connectedClient(memory.port);
  const postgres = await BarePostgres.open(database.bareUrl);
  cleanUp.add(() => postgres.close());
  const named = new Map([
    [node.pid, 'server'],
    [memory.pid, 'server'],
  ]);
  return {
    ...{ node, nodeClient, memoryClient, postgres, database },
    memoryPort: memory.port,
    use: () => processorUse(database.directory, 0, named),
    close: async () => {
      await Promise.all([disconnect(nodeClient), disconnect(memoryClient), postgres.close()]);
      await node.stop();
    },
  };
}
