import { EventStoreDBClient } from '@eventstore/db-client';
import { type StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type EventStoreNode, startEventStoreNode } from '#event-store-node';
import { protocolClient } from './event-store-appends';
import { freshDatabase } from './fresh-database';

export interface NodeUnderTest {
  readonly databaseUrl: string;
  readonly node: EventStoreNode;
  /** The official client. */
  readonly client: EventStoreDBClient;
  /** The bare protocol. */
  readonly raw: StreamsClient;
  readonly close: () => Promise<void>;
}

/** A node on a database of its own, or on the one given, with clients. */
export async function startNodeUnderTest(databaseUrl?: string): Promise<NodeUnderTest> {
  const url = databaseUrl ?? (await freshDatabase());
  const node = await startEventStoreNode({
    databaseUrl: url,
    host: '127.0.0.1',
    port: 0,
    now: () => Date.now(),
  });
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${node.port}?tls=false`);
  const raw = protocolClient(node.port);
  const close = async () => {
    await client.dispose();
    raw.close();
    await node.stop();
  };
  return { databaseUrl: url, node, client, raw, close };
}
