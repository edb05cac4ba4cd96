// Who may call the process, as the environment configures it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessDeniedError, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { embeddedTls, SystemMachineClock, tlsFilesOf } from '#platform';
import { freshDatabase } from '../../../test/support/fresh-database';
import { asked, endOperatedNodes, operatedNode } from './operated-node';
import { parseExposition, valueOf } from './exposition';

const directory = mkdtempSync(join(tmpdir(), 'event-store-node-'));
const files = tlsFilesOf(directory);
const TLS = {
  LEDGER_EVENTSTORE_NODE_TLS_CERT: files.certificate,
  LEDGER_EVENTSTORE_NODE_TLS_KEY: files.key,
};
const USER = { LEDGER_EVENTSTORE_NODE_USER: 'ledger' };
const event = () => jsonEvent({ type: 'T', data: {} });

beforeAll(() => embeddedTls(directory, [], new SystemMachineClock()));
afterEach(endOperatedNodes);
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const database = async () => ({ LEDGER_EVENTSTORE_NODE_DATABASE_URL: await freshDatabase() });

test('with certificate, user and a password in a file it serves who knows them, and says so', async () => {
  const secret = join(directory, 'password');
  writeFileSync(secret, 'hunter2\n');
  const node = await operatedNode({
    ...{ ...(await database()), ...TLS, ...USER },
    LEDGER_EVENTSTORE_NODE_PASSWORD_FILE: secret,
    LEDGER_LOG_LEVEL: 'debug',
  });
  await node.ready();
  const dial = (password: string) =>
    EventStoreDBClient.connectionString(
      `esdb://ledger:${password}@localhost:${node.port}?tls=true&tlsCAFile=${files.authority}`,
    );
  const [known, stranger] = [dial('hunter2'), dial('hunter3')];
  expect((await known.appendToStream('s', event())).success).toBe(true);
  await expect(stranger.appendToStream('s', event())).rejects.toBeInstanceOf(AccessDeniedError);
  for (const client of [known, stranger]) await client.dispose();
  const { text } = await asked(node, '/metrics');
  expect(valueOf(parseExposition(text), 'eventstore_node_calls_denied_total')).toBe(1);
  expect(node.lines('The event store node listens.')).toMatchObject([
    {
      ...{ host: '127.0.0.1', port: node.port, tls: true, callers: 'ledger', lastPosition: '0' },
      database: expect.stringMatching(/^127\.0\.0\.1:\d+\/t_\w+$/) as string,
    },
  ]);
  expect(node.lines('A call was refused.')).toMatchObject([
    { level: 20, reason: 'The user or the password is wrong.' },
  ]);
  expect(node.lines('Whoever reaches this address may write to the log.')).toEqual([]);
  expect(node.said()).not.toMatch(/hunter/);
});

test('open to other machines it warns, and tells health there', async () => {
  const node = await operatedNode({
    ...(await database()),
    LEDGER_EVENTSTORE_NODE_HOST: '0.0.0.0',
  });
  await node.ready();
  expect(node.lines('Whoever reaches this address may write to the log.')).toMatchObject([
    { level: 40, host: '0.0.0.0', tls: false },
  ]);
  expect((await asked(node, '/health/ready')).status).toBe(200);
});

const UNUSED = { LEDGER_EVENTSTORE_NODE_DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x' };

test.each([
  [
    'a password without TLS',
    { ...USER, LEDGER_EVENTSTORE_NODE_PASSWORD: 'hunter2' },
    2,
    'clients send a password over TLS only',
  ],
  [
    'a key that is not the certificate’s',
    { ...TLS, LEDGER_EVENTSTORE_NODE_TLS_KEY: files.authorityKey },
    1,
    'is not the private key of the certificate in',
  ],
  [
    'a certificate that is not there',
    { ...TLS, LEDGER_EVENTSTORE_NODE_TLS_CERT: '/nowhere/node.pem' },
    1,
    'correct LEDGER_EVENTSTORE_NODE_TLS_CERT.',
  ],
])('it does not start with %s', async (_, environment, code, words) => {
  const node = await operatedNode({ ...UNUSED, ...environment });
  expect(await node.ended).toEqual({ code, signal: null });
  const [line] = node.lines('cannot go on');
  expect(line?.['why']).toContain(words);
  expect(node.said()).not.toContain('hunter2');
});
