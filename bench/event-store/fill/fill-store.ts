import { type Client } from 'pg';
import { CONTENT, DATA_BYTES, METADATA_BYTES } from '../content';
import {
  ACCOUNT_DIGITS,
  ACCOUNT_PREFIX,
  type FillShape,
  LONG_STREAM,
  placesSql,
  streamsOf,
} from './event-places';

const EVENTS_OF_TRANSACTION = 100_000;
const RECORD_OVERHEAD = 64;
const POSITION_STEP =
  RECORD_OVERHEAD +
  LONG_STREAM.length +
  CONTENT.type.length +
  DATA_BYTES.length +
  METADATA_BYTES.length;

type End = Readonly<{ position: number; stream: number }>;

async function endOf(client: Client): Promise<End> {
  const { rows } = await client.query<{ position: string; stream: string }>(
    `select coalesce((select max(position) from event_store.event), 0) as position,
      coalesce((select max(stream_number) from event_store.stream), 0) as stream`,
  );
  return { position: Number(rows[0]?.position), stream: Number(rows[0]?.stream) };
}

/** The first stream of a fill is the long one where there is one. */
async function insertStreams(client: Client, shape: FillShape, end: End): Promise<void> {
  await client.query(
    `insert into event_store.stream (stream_number, name, name_hash)
     select number, name, sha256(convert_to(name, 'UTF8'))
     from (
       select $1::bigint + i as number,
         case when $3 and i = 0 then $4 else $5 || lpad(($1::bigint + i)::text, $6, '0') end as name
       from generate_series(0, $2::bigint - 1) i
     ) streams`,
    [
      ...[end.stream + 1, streamsOf(shape), shape.withLongStream],
      ...[LONG_STREAM, ACCOUNT_PREFIX, ACCOUNT_DIGITS],
    ],
  );
}

async function insertEvents(
  client: Client,
  shape: FillShape,
  end: End,
  [first, last]: readonly [number, number],
): Promise<void> {
  await client.query(
    `with numbers as (select i from generate_series($1::bigint, $2::bigint) i),
       places as (${placesSql(shape)})
     insert into event_store.event (position, stream_number, stream_revision, event_id, event_type,
       is_json, created_ticks, data, metadata)
     select $3::bigint + (i + 1) * $4::bigint, $5::bigint + stream, revision, gen_random_uuid(), $6,
       true, (extract(epoch from transaction_timestamp()) * 1000000)::bigint * 10, $7, $8
     from places order by i`,
    [
      ...[first, last, end.position, POSITION_STEP, end.stream + 1],
      ...[CONTENT.type, DATA_BYTES, METADATA_BYTES],
    ],
  );
}

/** Adds events behind the end of a log, as the node would have written them. The node must not run. */
export async function fillStore(client: Client, shape: FillShape): Promise<void> {
  const end = await endOf(client);
  await insertStreams(client, shape, end);
  for (let first = 0; first < shape.events; first += EVENTS_OF_TRANSACTION) {
    const next = Math.min(first + EVENTS_OF_TRANSACTION, shape.events);
    await insertEvents(client, shape, end, [first, next - 1]);
  }
  // What autovacuum would do some time later, and then in the middle of a measurement.
  await client.query('vacuum (analyze) event_store.event, event_store.stream');
  await client.query('checkpoint');
}
