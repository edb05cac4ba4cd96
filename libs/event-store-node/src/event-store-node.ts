import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { RpcFailure } from './protocol/rpc-failure';
import { gossipService } from './services/gossip.service';
import { type NodeLogger, SILENT } from './services/node-logger';
import { serverFeaturesService } from './services/server-features.service';
import { type ServiceContext } from './services/service-context';
import { streamsDefinition, streamsService } from './services/streams.service';
import { PostgresEventStorage } from './storage/postgres-event-storage';

export type EventStoreNodeOptions = Readonly<{
  /** A PostgreSQL database of the node's own. */
  databaseUrl: string;
  host: string;
  /** 0 takes a free port. */
  port: number;
  logger?: NodeLogger;
  /** Milliseconds since the Unix epoch. */
  now?: () => number;
}>;

export type EventStoreNode = Readonly<{
  port: number;
  /** Resolves when the node can no longer write; the process should end with an error, its supervisor start another. */
  failed: Promise<Error>;
  /** Answers what is under way, ends subscriptions, and gives the database back. */
  stop: () => Promise<void>;
}>;

/** One message may be larger than an append: what is too large is then refused with its reason. */
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
const CONCURRENT_CALLS_MAX = 1_000;
const STOP_GRACE_MS = 2_000;

/** Does not step back when the machine's clock is set, so neither does an event's `created`. */
const processClock = (): number => performance.timeOrigin + performance.now();

/** Starts a node of the EventStoreDB protocol on a PostgreSQL database. Throws when another node writes to it. */
export async function startEventStoreNode(options: EventStoreNodeOptions): Promise<EventStoreNode> {
  const { databaseUrl, host, logger = SILENT, now = processClock } = options;
  const storage = await PostgresEventStorage.open(databaseUrl, now);
  const context: ServiceContext = { storage, logger, now, openCalls: new Set() };
  const server = new Server({
    'grpc.max_receive_message_length': MESSAGE_BYTES_MAX,
    'grpc.max_concurrent_streams': CONCURRENT_CALLS_MAX,
  });
  let port = options.port;
  server.addService(streamsDefinition, streamsService(context));
  server.addService(ServerFeaturesService, serverFeaturesService());
  server.addService(
    GossipService,
    gossipService(() => ({ host, port }), now),
  );
  try {
    port = await bind(server, host, options.port);
  } catch (error) {
    await storage.close();
    throw error;
  }
  logger.info({ host, port }, 'The event store node listens.');
  const failed = storage.lost.then((error) => {
    logger.error({ err: error }, 'The event store node lost its database.');
    endCalls(context, 'The event store node lost its database.');
    return error;
  });
  let stopped: Promise<void> | undefined;
  return { port, failed, stop: () => (stopped ??= stop(server, storage, context)) };
}

async function stop(
  server: Server,
  storage: PostgresEventStorage,
  context: ServiceContext,
): Promise<void> {
  await storage.drain();
  endCalls(context, 'The event store node is stopping.');
  await new Promise<void>((resolve) => {
    const deadline = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, STOP_GRACE_MS);
    server.tryShutdown(() => {
      clearTimeout(deadline);
      resolve();
    });
  });
  await storage.close();
  context.logger.info({}, 'The event store node has stopped.');
}

function endCalls({ openCalls }: ServiceContext, reason: string): void {
  for (const call of [...openCalls]) call.fail(new RpcFailure(status.UNAVAILABLE, reason));
}

function bind(server: Server, host: string, port: number): Promise<number> {
  const address = host.includes(':') ? `[${host}]` : host;
  return new Promise((resolve, reject) => {
    server.bindAsync(`${address}:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
}
