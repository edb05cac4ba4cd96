// TLS, user and password, through the official client as it is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessDeniedError, EventStoreDBClient, jsonEvent, START } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { ServerFeaturesClient } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { credentials } from '@grpc/grpc-js';
import { embeddedTls, SystemMachineClock, type TlsMaterial } from '#platform';
import { BatchCall, unaryAppend } from '../../../../test/support/event-store-appends';
import { ReadCall } from '../../../../test/support/event-store-reads';
import { freshDatabase } from '../../../../test/support/fresh-database';
import { type EventStoreNode, startEventStoreNode } from '../event-store-node';
import { UNOBSERVED } from '../observation/node-observer';

const directory = mkdtempSync(join(tmpdir(), 'event-store-tls-'));
const event = () => jsonEvent({ type: 'T', data: {} });
const LOGIN = { user: 'ledger', password: 'a:b@c d' };
const WRITTEN = 'ledger:a%3Ab%40c%20d';

let tls: TlsMaterial;
let node: EventStoreNode;
let denied = 0;
const clients: EventStoreDBClient[] = [];

beforeAll(async () => {
  tls = await embeddedTls(directory, [], new SystemMachineClock());
  node = await startEventStoreNode({
    ...{ databaseUrl: await freshDatabase(), host: '127.0.0.1', port: 0, tls, login: LOGIN },
    now: () => Date.now(),
    observer: { ...UNOBSERVED, callDenied: () => (denied += 1) },
  });
});
beforeEach(() => {
  denied = 0;
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(async () => {
  await node.stop();
  rmSync(directory, { recursive: true });
});

function dial(who: string, scheme = 'esdb', tlsOptions = `tls=true&tlsCAFile=${tls.trustFile}`) {
  const at = who === '' ? '' : `${who}@`;
  const client = EventStoreDBClient.connectionString(
    `${scheme}://${at}127.0.0.1:${node.port}?${tlsOptions}`,
  );
  clients.push(client);
  return client;
}

async function read(client: EventStoreDBClient, stream: string): Promise<number> {
  let count = 0;
  for await (const { event: found } of client.readStream(stream)) if (found) count += 1;
  return count;
}

test.each(['esdb', 'esdb+discover'])(
  'with user and password the client works by %s: appends, reads, subscriptions',
  async (scheme) => {
    const client = dial(WRITTEN, scheme);
    const stream = `kept-${scheme}`;
    await client.appendToStream(stream, event());
    // With credentials of the call itself the client appends by the unary method.
    await client.appendToStream(stream, event(), {
      credentials: { username: LOGIN.user, password: LOGIN.password },
    });
    expect(await read(client, stream)).toBe(2);
    const subscription = client.subscribeToStream(stream, { fromRevision: START });
    const heard: string[] = [];
    for await (const { event: found } of subscription) {
      heard.push(found?.type ?? '');
      if (heard.length === 2) break;
    }
    expect(heard).toEqual(['T', 'T']);
    expect(denied).toBe(0);
  },
);

test.each([
  ['without them', ''],
  ['with a wrong password', 'ledger:a'],
  ['with a wrong user', 'admin:a%3Ab%40c%20d'],
])('%s every call is an access denied', async (_, who) => {
  const client = dial(who);
  await expect(client.appendToStream('s', event())).rejects.toBeInstanceOf(AccessDeniedError);
  await expect(read(client, 's')).rejects.toBeInstanceOf(AccessDeniedError);
  const [username = '', password = ''] = who === '' ? ['x', 'y'] : who.split(':');
  const unary = client.appendToStream('s', event(), { credentials: { username, password } });
  await expect(unary).rejects.toBeInstanceOf(AccessDeniedError);
  const subscription = client.subscribeToAll();
  const error = await new Promise((resolve) => subscription.once('error', resolve));
  expect(error).toBeInstanceOf(AccessDeniedError);
  expect(denied).toBe(4);
});

test('a client without TLS finds nobody', async () => {
  const client = dial('', 'esdb', 'tls=false');
  await expect(client.appendToStream('s', event())).rejects.toMatchObject({ code: 14 });
});

test('without credentials the protocol says 7, and its features are for all', async () => {
  const channel = credentials.createSsl(Buffer.from(tls.trust));
  const address = `127.0.0.1:${node.port}`;
  const raw = new StreamsClient(address, channel);
  expect(await unaryAppend(raw, 's', 'any', [{}])).toEqual({
    ...{ code: 7, details: 'Access Denied', trailers: { exception: 'access-denied' } },
  });
  const call = await new BatchCall(raw).send({}).until(({ failure }) => failure !== undefined);
  expect(call.failure?.code).toBe(7);
  const reading = new ReadCall(raw, { stream: 's' });
  await reading.finished();
  expect(reading.failure?.code).toBe(7);
  raw.close();
  const features = new ServerFeaturesClient(address, channel);
  const version = await new Promise((resolve) =>
    features.getSupportedMethods(new Empty(), (error, answer) => {
      resolve(error ?? answer.getEventStoreServerVersion());
    }),
  );
  expect(version).toBe('23.10.6');
  features.close();
});
