// Groups that follow each other without a pause.
import { randomUUID } from 'node:crypto';
import { Client, DatabaseError } from 'pg';
import { freshDatabase } from '../../../../test/support/fresh-database';
import { UNOBSERVED } from '../observation/node-observer';
import { type AppendRequest, type ExpectedRevision, StorageLost } from './event-storage.port';
import { GroupWriter, OutOfTurn } from './group-writer';
import { PostgresEventStorage } from './postgres-event-storage';
import { openWriterSession } from './writer-session';

const now = () => 0;
const NO_STREAM: ExpectedRevision = { kind: 'noStream' };
const ANY: ExpectedRevision = { kind: 'any' };
const at = (revision: bigint): ExpectedRevision => ({ kind: 'revision', revision });
/** PostgreSQL keeps no text with a NUL; the protocol refuses it before it comes here. */
const REFUSED_TYPE = 'T\0';

let databaseUrl: string;
let session: Client;
let writer: GroupWriter;
let close: () => Promise<void>;

beforeEach(async () => {
  databaseUrl = await freshDatabase();
  const { client } = await openWriterSession(databaseUrl);
  writer = await GroupWriter.resume(client, undefined, { now, observer: UNOBSERVED });
  session = new Client({ connectionString: databaseUrl });
  await session.connect();
  close = async () => {
    await session.end();
    await client.end();
  };
});
afterEach(() => close());

const append = (
  stream: string,
  expected: ExpectedRevision,
  { id = randomUUID(), type = 'T' }: { id?: string; type?: string } = {},
): AppendRequest => ({
  stream,
  expected,
  events: [{ id, type, isJson: true, data: Buffer.from('{}'), metadata: Buffer.alloc(0) }],
});

/** Each event of the log, as `stream@revision`, in its order. */
async function log(): Promise<string[]> {
  const { rows } = await session.query<{ name: string; stream_revision: string }>(
    `select s.name, e.stream_revision from event_store.event e
     join event_store.stream s using (stream_number) order by e.position`,
  );
  return rows.map(({ name, stream_revision: revision }) => `${name}@${revision}`);
}

const began = async () => {
  await writer.write([append('s', NO_STREAM), append('t', NO_STREAM)]);
};

test('groups sent at once are written one after the other, each upon the one before', async () => {
  await began();
  const groups = Array.from({ length: 20 }, (_, n) =>
    writer.write([append('s', at(BigInt(n))), append('t', at(BigInt(n)))]),
  );
  const written = await Promise.all(groups);
  expect(written.map(({ outcomes }) => outcomes[0])).toEqual(
    written.map(({ events }, n) => ({
      kind: 'appended',
      revision: BigInt(n + 1),
      position: events[0]?.position,
    })),
  );
  expect(await log()).toEqual(Array.from({ length: 21 }, (_, n) => [`s@${n}`, `t@${n}`]).flat());
});

test('a group that counted upon one that was refused writes nothing, and can be sent again', async () => {
  await began();
  const refused = writer.write([append('s', at(0n), { type: REFUSED_TYPE })]);
  const upon = writer.write([append('s', at(1n))]);
  const beside = writer.write([append('t', at(0n))]);
  await expect(refused).rejects.toBeInstanceOf(DatabaseError);
  await expect(upon).rejects.toBeInstanceOf(OutOfTurn);
  await expect(beside).rejects.toBeInstanceOf(OutOfTurn);
  expect(await log()).toEqual(['s@0', 't@0']);
  const { outcomes } = await writer.write([append('s', at(1n)), append('t', at(0n))]);
  expect(outcomes).toMatchObject([{ kind: 'conflict', current: 0n }, { revision: 1n }]);
  expect(await log()).toEqual(['s@0', 't@0', 't@1']);
});

test('what is decided upon a group that was refused does not hold, though it writes nothing', async () => {
  await began();
  const refused = writer.write([append('s', at(0n), { type: REFUSED_TYPE })]);
  const conflict = writer.write([append('s', at(7n))]);
  await expect(refused).rejects.toBeInstanceOf(DatabaseError);
  await expect(conflict).rejects.toBeInstanceOf(OutOfTurn);
});

test.each([
  ['at its revision', at(0n)],
  ['at any', ANY],
])('an append repeated %s while it is under way is found', async (_, expected) => {
  await began();
  const id = randomUUID();
  const [first, second] = await Promise.all([
    writer.write([append('s', at(0n), { id })]),
    writer.write([append('s', expected, { id })]),
  ]);
  expect(second.outcomes).toEqual(first.outcomes);
  expect(await log()).toEqual(['s@0', 't@0', 's@1']);
});

test('a stream that is new to the group under way is known to the next', async () => {
  const [, second] = await Promise.all([
    writer.write([append('new', NO_STREAM)]),
    writer.write([append('new', at(0n))]),
  ]);
  expect(second.outcomes).toMatchObject([{ kind: 'appended', revision: 1n }]);
});

test('an append of very many small events is written', async () => {
  await began();
  const events = Array.from({ length: 140_000 }, () => append('s', ANY).events).flat();
  const { outcomes } = await writer.write([{ stream: 's', expected: ANY, events }]);
  expect(outcomes).toMatchObject([{ kind: 'appended', revision: 140_000n }]);
});

test('a stream that is there for a reader has the events that it is told of', async () => {
  await close();
  const storage = await PostgresEventStorage.open(databaseUrl, now);
  session = new Client({ connectionString: databaseUrl });
  await session.connect();
  for (let n = 0; n < 100; n += 1) {
    const stream = `first-${n}`;
    const appended = storage.append(append(stream, NO_STREAM));
    for (let head: bigint | undefined; head === undefined;) {
      head = await storage.headOf(stream);
      if (head === undefined) continue;
      const upTo = storage.committedPosition();
      const page = { stream, direction: 'backwards', from: head, upTo, limit: 10 } as const;
      expect((await storage.streamPage(page)).events).toHaveLength(1);
    }
    await appended;
  }
  close = async () => {
    await session.end();
    await storage.close();
  };
});

test('a node that finds events which it did not write stops acknowledging', async () => {
  await close();
  const storage = await PostgresEventStorage.open(databaseUrl, now);
  session = new Client({ connectionString: databaseUrl });
  await session.connect();
  await storage.append(append('s', NO_STREAM));
  await session.query(
    `insert into event_store.event select position + 1000, stream_number, 1, event_id, event_type,
     is_json, created_ticks, data, metadata from event_store.event`,
  );
  await expect(storage.append(append('s', at(0n)))).rejects.toBeInstanceOf(StorageLost);
  await expect(storage.append(append('s', at(1n)))).rejects.toBeInstanceOf(StorageLost);
  expect(await log()).toEqual(['s@0', 's@1']);
  close = async () => {
    await session.end();
    await storage.close();
  };
});
