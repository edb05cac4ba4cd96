// What the node does not have: it says so itself, by the name of the method, whatever kind of call it is.
import {
  type EventStoreDBClient,
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
} from '@eventstore/db-client';
import { MonitoringService } from '@eventstore/db-client/generated/monitoring_grpc_pb';
import { OperationsService } from '@eventstore/db-client/generated/operations_grpc_pb';
import { PersistentSubscriptionsService } from '@eventstore/db-client/generated/persistent_grpc_pb';
import { ProjectionsService } from '@eventstore/db-client/generated/projections_grpc_pb';
import { ServerFeaturesClient } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { type SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { UsersService } from '@eventstore/db-client/generated/users_grpc_pb';
import { Client, credentials, Metadata, type StatusObject } from '@grpc/grpc-js';
import { deadline } from '../../../test/support/event-store-appends';
import { type NodeUnderTest, startNodeUnderTest } from '../../../test/support/event-store-node';

let node: NodeUnderTest;

beforeAll(async () => {
  node = await startNodeUnderTest();
});
afterAll(() => node.close());

const toStream = persistentSubscriptionToStreamSettingsFromDefaults();
const toAll = persistentSubscriptionToAllSettingsFromDefaults();
const failureOf = (stream: NodeJS.EventEmitter) =>
  new Promise((_resolve, reject) => stream.once('error', reject));

type Asking = (client: EventStoreDBClient) => Promise<unknown>;
const PERSISTENT: [string, Asking][] = [
  ['Create', (client) => client.createPersistentSubscriptionToStream('s', 'g', toStream)],
  ['Create', (client) => client.createPersistentSubscriptionToAll('g', toAll)],
  ['Update', (client) => client.updatePersistentSubscriptionToStream('s', 'g', toStream)],
  ['Update', (client) => client.updatePersistentSubscriptionToAll('g', toAll)],
  ['Delete', (client) => client.deletePersistentSubscriptionToStream('s', 'g')],
  ['Delete', (client) => client.deletePersistentSubscriptionToAll('g')],
  ['Read', (client) => failureOf(client.subscribeToPersistentSubscriptionToStream('s', 'g'))],
  ['Read', (client) => failureOf(client.subscribeToPersistentSubscriptionToAll('g'))],
  ['GetInfo', (client) => client.getPersistentSubscriptionToStreamInfo('s', 'g')],
  ['GetInfo', (client) => client.getPersistentSubscriptionToAllInfo('g')],
  ['List', (client) => client.listAllPersistentSubscriptions()],
  ['List', (client) => client.listPersistentSubscriptionsToStream('s')],
  ['List', (client) => client.listPersistentSubscriptionsToAll()],
  ['ReplayParked', (client) => client.replayParkedMessagesToStream('s', 'g')],
  ['ReplayParked', (client) => client.replayParkedMessagesToAll('g')],
  ['RestartSubsystem', (client) => client.restartPersistentSubscriptionSubsystem()],
];
const PROJECTIONS: [string, Asking][] = [
  ['Create', (client) => client.createProjection('p', 'fromAll()')],
  ['Update', (client) => client.updateProjection('p', 'fromAll()')],
  ['Delete', (client) => client.deleteProjection('p')],
  ['Disable', (client) => client.disableProjection('p')],
  ['Disable', (client) => client.abortProjection('p')],
  ['Enable', (client) => client.enableProjection('$by_category')],
  ['Reset', (client) => client.resetProjection('p')],
  ['Statistics', (client) => client.listProjections()],
  ['Statistics', (client) => client.getProjectionStatus('p')],
  ['State', (client) => client.getProjectionState('p')],
  ['Result', (client) => client.getProjectionResult('p')],
  ['RestartSubsystem', (client) => client.restartSubsystem()],
];

test.each([
  ...PERSISTENT.map(([method, ask], index) => {
    const path = `persistent_subscriptions.PersistentSubscriptions/${method}`;
    return [path, index, ask] as const;
  }),
  ...PROJECTIONS.map(
    ([method, ask], index) => [`projections.Projections/${method}`, index, ask] as const,
  ),
])(
  'the official client is told that %s is not served, and who has it (%d)',
  async (path, _n, ask) => {
    const refused = ask(node.client);
    await expect(refused).rejects.toThrow(`/event_store.client.${path}`);
    await expect(refused).rejects.toThrow('an EventStoreDB server (23.10, for example) has it');
  },
);

const services = [
  PersistentSubscriptionsService,
  ProjectionsService,
  UsersService,
  OperationsService,
  MonitoringService,
];
const paths = services.flatMap((service) => Object.values(service).map(({ path }) => path));
const redaction = ['GetEventPositions', 'SwitchChunks'].map(
  (method) => `/event_store.client.redaction.Redaction/${method}`,
);

/** How a call of any kind with one empty message ends. */
function endOf(client: Client, path: string, message: Buffer): Promise<StatusObject> {
  return new Promise((resolve) => {
    const bytes = (value: Buffer): Buffer => value;
    const call = client.makeBidiStreamRequest(path, bytes, bytes, new Metadata(), deadline());
    call.on('data', () => undefined).on('error', () => undefined);
    call.on('status', resolve);
    call.write(message);
    call.end();
  });
}

test('each of their methods, also those the client never asks for, is answered with its name', async () => {
  const client = new Client(`127.0.0.1:${node.node.port}`, credentials.createInsecure());
  expect(paths).toHaveLength(34);
  for (const path of [...paths, ...redaction]) {
    const { code, details } = await endOf(client, path, Buffer.alloc(0));
    expect([path, code]).toEqual([path, 12]);
    expect(details).toContain(`does not serve ${path}:`);
  }
  client.close();
});

test('they are among the supported methods, so that clients ask and hear it', async () => {
  const client = new ServerFeaturesClient(
    `127.0.0.1:${node.node.port}`,
    credentials.createInsecure(),
  );
  const answer = await new Promise<SupportedMethods | undefined>((resolve) => {
    client.getSupportedMethods(new Empty(), (_error, methods) => {
      resolve(methods);
    });
  });
  client.close();
  const listed = (answer?.getMethodsList() ?? []).map(
    (method) => `/${method.getServiceName()}/${method.getMethodName()}`,
  );
  expect(listed).toEqual(
    expect.arrayContaining([...paths, ...redaction].map((path) => path.toLowerCase())),
  );
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed).toHaveLength(43);
});
