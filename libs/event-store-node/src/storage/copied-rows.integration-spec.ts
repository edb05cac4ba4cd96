import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { freshDatabase } from '../../../../test/support/fresh-database';
import { binaryArray } from './binary-array';
import { copiedEvents } from './copied-rows';

let session: Client;

beforeAll(async () => {
  session = new Client({ connectionString: await freshDatabase() });
  await session.connect();
});
afterAll(() => session.end());

const INT8 = [0n, 1n, -1n, 127n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)];
const TEXTS = ['', 'T', 'Täxt "€" \\ {} , NULL', '日本\n', 'x'.repeat(70_000)];
const BYTES = [Buffer.alloc(0), Buffer.from([0, 1, 92, 255]), Buffer.alloc(300_000, 7)];

test.each([
  ['int8', binaryArray.int8(INT8), INT8.map(String)],
  ['bool', binaryArray.bool([true, false]), [true, false]],
  ['text', binaryArray.text(TEXTS), TEXTS],
  ['bytea', binaryArray.bytea(BYTES), BYTES],
  [
    'uuid',
    binaryArray.uuid(['0123abcd-4567-4890-8bcd-ef0123456789']),
    ['0123abcd-4567-4890-8bcd-ef0123456789'],
  ],
  ['int8', binaryArray.int8([]), []],
  ['bytea', binaryArray.bytea([]), []],
])('PostgreSQL reads an array of %s as it was meant', async (type, array, meant) => {
  const { rows } = await session.query<{ value: unknown }>(
    `select value from unnest($1::${type}[]) with ordinality as given (value, place) order by place`,
    [array],
  );
  expect(rows.map(({ value }) => value)).toEqual(meant);
});

test('events are copied out as they stand', async () => {
  const id = randomUUID();
  const [first, second] = await copiedEvents(
    session,
    `select * from (values
      ('ström', 9007199254740993::int8, 0::int8, '${id}'::uuid, 'Täxt', true, -5::int8, '{"a":1}'::bytea, ''::bytea),
      ('', 1, 2, '${id}', '', false, 3, '\\x00ff'::bytea, '\\x01'::bytea)) as given`,
  );
  expect(first).toEqual({
    stream: 'ström',
    position: 9_007_199_254_740_993n,
    revision: 0n,
    id,
    type: 'Täxt',
    isJson: true,
    createdTicks: -5n,
    data: Buffer.from('{"a":1}'),
    metadata: Buffer.alloc(0),
  });
  expect(second).toMatchObject({ stream: '', isJson: false, data: Buffer.from([0, 255]) });
});

test('the name of a stream that is known is not copied', async () => {
  const query = `select 1::int8, 2::int8, '${randomUUID()}'::uuid, 'T'::text, true, 3::int8, ''::bytea, ''::bytea`;
  const [event] = await copiedEvents(session, query, 'known');
  expect(event).toMatchObject({ stream: 'known', position: 1n, revision: 2n, createdTicks: 3n });
});

test('a copy of nothing is nothing, and of many megabytes is whole', async () => {
  const many = (count: number) =>
    `select 's'::text, n::int8, n::int8, gen_random_uuid(), 'T'::text, true, n::int8, convert_to(repeat('x', 5000), 'UTF8'), ''::bytea
     from generate_series(1, ${count}) as n`;
  expect(await copiedEvents(session, many(0))).toEqual([]);
  const events = await copiedEvents(session, many(2_000));
  expect(events.map(({ position }) => position)).toEqual(
    Array.from({ length: 2_000 }, (_, n) => BigInt(n + 1)),
  );
  expect(events.every(({ data }) => data.length === 5_000)).toBe(true);
});

test('a copy that fails says so, and the session goes on', async () => {
  await expect(copiedEvents(session, 'select 1/0')).rejects.toThrow('division by zero');
  await expect(copiedEvents(session, 'select from nowhere')).rejects.toThrow('does not exist');
  const { rows } = await session.query('select 1 as one');
  expect(rows).toEqual([{ one: 1 }]);
});
