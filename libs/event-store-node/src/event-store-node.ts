import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { Server } from '@grpc/grpc-js';
import { EVERYBODY, type Login, onlyFor } from './access/login';
import { serverCredentials, type ServerTls } from './access/server-credentials';
import { noteSlowCommits } from './observation/slow-commits';
import { type NodeObserver, UNOBSERVED } from './observation/node-observer';
import {
  nodeReadiness,
  type NodeReadiness,
  nodeState,
  type NodeState,
  subscriptionLagSeconds,
} from './observation/node-state';
import { gossipService } from './services/gossip.service';
import { type NodeLogger, SILENT } from './services/node-logger';
import { serverFeaturesService } from './services/server-features.service';
import { type NodePhase, type ServiceContext } from './services/service-context';
import { endCalls, stopServing } from './services/stop';
import { streamsDefinition, streamsService } from './services/streams.service';
import { unservedServices } from './services/unserved.service';
import { PostgresEventStorage } from './storage/postgres-event-storage';

export type EventStoreNodeOptions = Readonly<{
  /** A PostgreSQL database of the node's own. */
  databaseUrl: string;
  host: string;
  /** 0 takes a free port. */
  port: number;
  /** Without it the node speaks to everybody who can listen in. */
  tls?: ServerTls | undefined;
  /** The one who may append and read; without it everybody may. Clients send a password over TLS only. */
  login?: Login | undefined;
  logger?: NodeLogger;
  /** The machine's time in milliseconds since the Unix epoch: an event's `created`, and what a batch append's deadline is held against. */
  now: () => number;
  observer?: NodeObserver;
}>;

export type EventStoreNode = Readonly<{
  port: number;
  /** Resolves when the node can no longer write; the process should end with an error, its supervisor start another. */
  failed: Promise<Error>;
  /** Asks the database, for 2 s at most. */
  readiness: () => Promise<NodeReadiness>;
  state: () => NodeState;
  /** How long the oldest event has stood in the log that the subscription furthest behind has before it; NaN: not known. */
  subscriptionLagSeconds: () => Promise<number>;
  /**
   * Answers what is under way, ends subscriptions, and gives the database back. Takes 15 s at most; rejects when the
   * database does not answer.
   */
  stop: () => Promise<void>;
}>;

/** One message may be larger than an append: what is too large is then refused with its reason. */
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
const CONCURRENT_CALLS_MAX = 1_000;
/** A connection that says nothing is asked whether it is there, and has as long to answer: the real server's defaults. */
const KEEPALIVE_MS = 10_000;

/** Starts a node of the EventStoreDB protocol on a PostgreSQL database. Throws when another node writes to it. */
export async function startEventStoreNode(options: EventStoreNodeOptions): Promise<EventStoreNode> {
  const { databaseUrl, logger = SILENT, now, login } = options;
  const observer = noteSlowCommits(options.observer ?? UNOBSERVED, logger);
  const storage = await PostgresEventStorage.open(databaseUrl, now, observer);
  let phase: NodePhase = 'serving';
  const context: ServiceContext = {
    ...{ storage, logger, now, observer, phase: () => phase },
    ...{ openCalls: new Set(), subscriptions: new Set() },
    admits: login === undefined ? EVERYBODY : onlyFor(login),
  };
  const { server, port } = await listen(options, context).catch(async (error: unknown) => {
    await storage.close();
    throw error;
  });
  logger.info({ ...situation(options, storage), port }, 'The event store node listens.');
  const failed = storage.lost.then((error) => {
    phase = 'lost';
    logger.error({ err: error }, 'The event store node lost its database.');
    endCalls(context, 'The event store node lost its database.');
    return error;
  });
  const stop = async (): Promise<void> => {
    phase = 'stopping';
    await stopServing(server, storage, context);
    const lastPosition = String(storage.committedPosition());
    logger.info({ lastPosition }, 'The event store node has stopped.');
  };
  let stopped: Promise<void> | undefined;
  return {
    ...{ port, failed, stop: () => (stopped ??= stop()) },
    readiness: () => nodeReadiness(context),
    state: () => nodeState(context),
    subscriptionLagSeconds: () => subscriptionLagSeconds(context),
  };
}

/** What whoever reads the log wants to know of a start. */
function situation(
  { databaseUrl, host, tls, login }: EventStoreNodeOptions,
  storage: PostgresEventStorage,
): object {
  const { host: server, pathname } = new URL(databaseUrl);
  return {
    ...{ host, tls: tls !== undefined, callers: login === undefined ? 'everybody' : login.user },
    database: `${server}${pathname}`,
    lastPosition: String(storage.committedPosition()),
  };
}

async function listen(
  { host, port: wanted, tls }: EventStoreNodeOptions,
  context: ServiceContext,
): Promise<Readonly<{ server: Server; port: number }>> {
  const server = new Server({
    'grpc.max_receive_message_length': MESSAGE_BYTES_MAX,
    'grpc.max_concurrent_streams': CONCURRENT_CALLS_MAX,
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
    'grpc.keepalive_timeout_ms': KEEPALIVE_MS,
  });
  let port = wanted;
  server.addService(streamsDefinition, streamsService(context));
  server.addService(ServerFeaturesService, serverFeaturesService());
  server.addService(
    GossipService,
    gossipService(() => ({ host, port }), context.now),
  );
  for (const [definition, implementation] of unservedServices())
    server.addService(definition, implementation);
  const address = host.includes(':') ? `[${host}]` : host;
  port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${address}:${wanted}`, serverCredentials(tls), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { server, port };
}
