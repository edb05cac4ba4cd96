import { join } from 'node:path';
import {
  type Configuration,
  type ConfigurationOverrides,
  environmentWith,
  findPostgres,
  freePort,
  type MachineClock,
  type TlsMaterial,
} from '#platform';
import { CannotGoOn } from '../exit-codes';
import { keepRunning, type KeptPart, type Watch } from './keep-running';
import { type ChildOutput } from './log-output';
import { nodePart, type NodeProgram } from './node-part';
import { type Part } from './part';
import { EVENT_STORE_DATABASE, LEDGER_DATABASE, postgresPart } from './postgres-part';
import { acceptsConnections, reachableHost, saysReady } from './readiness';
import { type Role } from './role';
import { runningSystem } from './running-system';

const EVENT_STORE_PORT = 2113;
/** Who has stayed up that long without a word got past its start: it did not end over its configuration. */
const SETTLED_MS = 5_000;
const NO_DATABASE = 'No PostgreSQL has answered yet: start it, or correct LEDGER_DATABASE_URL.';

export interface SystemPlan {
  readonly configuration: Configuration;
  /** What the command line said, to be passed on to the children. */
  readonly overrides: ConfigurationOverrides;
  readonly roles: readonly Role[];
  /** Whether the parts find each other by what this process tells them, or by fixed addresses. */
  readonly whole: boolean;
  readonly tls: TlsMaterial;
  /** Below it stand <role>/src/main.js. */
  readonly programs: string;
  readonly clock: MachineClock;
  readonly output: ChildOutput;
}

/** Where the stores are, as far as known; filled in as the parts start. */
interface Addresses {
  database: string | undefined;
  eventStore: string;
  eventStoreDatabase: string | undefined;
  readonly eventStorePort: number;
}

interface FoundStores {
  readonly database?: string | undefined;
  readonly eventStore?: string | undefined;
  readonly eventStoreDatabase?: string | undefined;
}

export interface System {
  /** Starts every part, each when the one before is ready. */
  readonly start: () => Promise<void>;
  /** Stops every part in the opposite order. */
  readonly stop: () => Promise<void>;
  readonly kill: () => void;
  readonly eventStoreUrl: () => string;
}

function eventStorePort({ configuration, whole }: SystemPlan): Promise<number> {
  const { port } = configuration.eventStoreNode;
  if (port !== undefined) return Promise.resolve(port);
  return whole ? freePort() : Promise.resolve(EVENT_STORE_PORT);
}

/** What one role alone finds that other processes run; the whole system starts its own. */
async function runningStores({
  whole,
  configuration: { dataDirectory },
}: SystemPlan): Promise<FoundStores> {
  if (whole) return {};
  const postgres = await findPostgres(dataDirectory);
  const system = await runningSystem(dataDirectory);
  return {
    database: postgres?.urlOf(LEDGER_DATABASE),
    eventStore: system?.eventStoreUrl,
    eventStoreDatabase: postgres?.urlOf(EVENT_STORE_DATABASE),
  };
}

async function firstAddresses(plan: SystemPlan): Promise<Addresses> {
  const { eventStoreNode, databaseUrl, eventStoreUrl } = plan.configuration;
  const port = await eventStorePort(plan);
  const own = `esdb://${reachableHost(eventStoreNode.host)}:${port}?tls=false`;
  const running = await runningStores(plan);
  return {
    database: databaseUrl ?? running.database,
    eventStore: eventStoreUrl ?? running.eventStore ?? own,
    eventStoreDatabase: eventStoreNode.databaseUrl ?? running.eventStoreDatabase,
    eventStorePort: port,
  };
}

function known(url: string | undefined, key: string, { configuration }: SystemPlan): string {
  if (url !== undefined) return url;
  throw new CannotGoOn(
    `${key} is not set, and no PostgreSQL runs in ${configuration.dataDirectory}: start one there with "ledger start --role postgres", or set ${key}.`,
  );
}

function childOf(
  role: Role,
  plan: SystemPlan,
  addresses: ConfigurationOverrides,
  readiness: NodeProgram['readiness'],
): Part {
  return nodePart({
    name: role,
    program: join(plan.programs, role, 'src', 'main.js'),
    environment: environmentWith({ ...plan.overrides, ...addresses }),
    clock: plan.clock,
    output: plan.output,
    readiness,
  });
}

function postgres(plan: SystemPlan, addresses: Addresses): Part {
  const { databaseUrl, eventStoreNode, dataDirectory } = plan.configuration;
  return postgresPart(dataDirectory, (server) => {
    addresses.database = databaseUrl ?? server.urlOf(LEDGER_DATABASE);
    addresses.eventStoreDatabase = eventStoreNode.databaseUrl ?? server.urlOf(EVENT_STORE_DATABASE);
  });
}

function eventStoreNode(plan: SystemPlan, addresses: Addresses): Part {
  const key = 'LEDGER_EVENTSTORE_NODE_DATABASE_URL';
  const host = reachableHost(plan.configuration.eventStoreNode.host);
  const own = {
    [key]: known(addresses.eventStoreDatabase, key, plan),
    LEDGER_EVENTSTORE_NODE_PORT: String(addresses.eventStorePort),
  };
  return childOf('event-store-node', plan, own, async () => ({
    ready: await acceptsConnections(host, addresses.eventStorePort),
  }));
}

function clientOfStores(
  role: Role,
  plan: SystemPlan,
  addresses: Addresses,
  readiness: NodeProgram['readiness'],
): Part {
  const stores = {
    LEDGER_DATABASE_URL: known(addresses.database, 'LEDGER_DATABASE_URL', plan),
    LEDGER_EVENTSTORE_URL: addresses.eventStore,
  };
  return childOf(role, plan, stores, readiness);
}

/** Where it is, without the password that may stand before it. */
function withoutSecret(eventStoreUrl: string): string {
  return eventStoreUrl.replace(/^([^:]+:\/\/)(?:[^@/]*@)?([^/?]+).*$/, '$1$2');
}

function api(plan: SystemPlan, addresses: Addresses): Part {
  const { host, port } = plan.configuration;
  const health = {
    ...{ host: reachableHost(host), port, trust: plan.tls.trust },
    eventStore: withoutSecret(addresses.eventStore),
  };
  return clientOfStores('api', plan, addresses, () => saysReady(health));
}

/** One that stands by says nothing more: it settles once its database has answered and it did not end. */
function projector(plan: SystemPlan, addresses: Addresses): Part {
  return clientOfStores('projector', plan, addresses, ({ saidReady, atWorkForMs }) =>
    Promise.resolve(
      atWorkForMs === undefined && !saidReady
        ? { ready: false, why: NO_DATABASE, absent: NO_DATABASE }
        : { ready: saidReady || (atWorkForMs ?? 0) >= SETTLED_MS },
    ),
  );
}

const PARTS: Readonly<Record<Role, (plan: SystemPlan, addresses: Addresses) => Part>> = {
  postgres,
  'event-store-node': eventStoreNode,
  projector,
  api,
};

/** The processes of a plan under one supervision. */
export async function systemOf(plan: SystemPlan, watch: Watch): Promise<System> {
  const addresses = await firstAddresses(plan);
  const kept: KeptPart[] = [];
  let stopping = false;
  return {
    eventStoreUrl: () => addresses.eventStore,
    start: async () => {
      for (const role of plan.roles) {
        if (stopping) return;
        const part = keepRunning(PARTS[role](plan, addresses), watch);
        kept.push(part);
        await part.ready;
      }
    },
    stop: async () => {
      stopping = true;
      for (const part of kept.toReversed()) {
        watch.logger.info({ part: part.name }, 'stopping');
        await part.stop();
      }
    },
    kill: () => {
      stopping = true;
      for (const part of kept.toReversed()) part.kill();
    },
  };
}
