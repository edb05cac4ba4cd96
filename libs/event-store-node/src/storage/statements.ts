/** Every statement the node sends, in one place. */

/** What this code expects of the schema; a database with a higher number belongs to newer code. */
export const SCHEMA_VERSION = 1;

/** Names the lock that makes a node the only writer of its database. */
export const WRITER_LOCK_KEY = '7310870926125904';

export const TRY_WRITER_LOCK = `select pg_try_advisory_lock(${WRITER_LOCK_KEY}) as taken`;

export const WRITER_LOCK_HOLDER = `
  select activity.pid, activity.application_name, coalesce(host(activity.client_addr), 'a local socket') as client
  from pg_locks lock join pg_stat_activity activity using (pid)
  where lock.locktype = 'advisory' and lock.granted
    and lock.database = (select oid from pg_database where datname = current_database())
    and (lock.classid::bigint << 32 | lock.objid::bigint) = ${WRITER_LOCK_KEY}`;

/** Answers come after the disk has the transaction, whatever the server's default is. */
export const ANSWER_AFTER_FLUSH = 'set synchronous_commit = on';

export const SCHEMA_EXISTS = `select to_regclass('event_store.schema_version') is not null as found`;
export const READ_SCHEMA_VERSION = 'select version from event_store.schema_version';

export const CREATE_SCHEMA = `
  begin;
  create schema event_store;
  create table event_store.schema_version (
    version integer not null,
    only_row boolean primary key default true check (only_row)
  );
  insert into event_store.schema_version (version) values (${SCHEMA_VERSION});

  -- The hash stands for the name in the index: a name may be longer than an index entry can be.
  create table event_store.stream (
    stream_number bigint primary key,
    name text not null,
    name_hash bytea not null unique
  );
  create table event_store.event (
    position bigint primary key,
    stream_number bigint not null,
    stream_revision bigint not null check (stream_revision >= 0),
    event_id uuid not null,
    event_type text not null,
    is_json boolean not null,
    created_ticks bigint not null,
    data bytea not null,
    metadata bytea not null,
    unique (stream_number, stream_revision)
  );
  create index event_by_id on event_store.event (stream_number, event_id);

  create function event_store.refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'The event log is append-only: % of %.% is refused.', tg_op, tg_table_schema, tg_table_name
      using errcode = 'insufficient_privilege';
  end $$;
  create trigger append_only before update or delete or truncate on event_store.event
    for each statement execute function event_store.refuse_change();
  create trigger append_only before update or delete or truncate on event_store.stream
    for each statement execute function event_store.refuse_change();
  revoke update, delete, truncate on event_store.event, event_store.stream from public, current_user;
  commit`;

export const LAST_EVENT = `
  select e.position, s.name as stream, e.stream_revision, e.event_id, e.event_type, e.is_json, e.created_ticks, e.data, e.metadata
  from event_store.event e join event_store.stream s using (stream_number)
  order by e.position desc limit 1`;

export const LAST_STREAM_NUMBER =
  'select coalesce(max(stream_number), 0) as last from event_store.stream';

/** $1: hashes of stream names. */
export const STREAMS_BY_NAME = `
  select s.name, s.stream_number,
    (select max(e.stream_revision) from event_store.event e where e.stream_number = s.stream_number) as head
  from event_store.stream s where s.name_hash = any($1::bytea[])`;

/** $1, $2: stream numbers and event ids, pairwise; the last place of each. One look into the index a pair, however large the log. */
export const PLACES_BY_ID = `
  select e.stream_number, e.event_id, e.stream_revision, e.position
  from unnest($1::bigint[], $2::uuid[]) as wanted (stream_number, event_id)
  cross join lateral (
    select found.stream_number, found.event_id, found.stream_revision, found.position
    from event_store.event found
    where found.stream_number = wanted.stream_number and found.event_id = wanted.event_id
    order by found.stream_revision desc limit 1
  ) e`;

/** $1, $2: stream numbers and revisions, pairwise. */
export const PLACES_BY_REVISION = `
  select e.stream_number, e.event_id, e.stream_revision, e.position
  from unnest($1::bigint[], $2::bigint[]) as wanted (stream_number, stream_revision)
  cross join lateral (
    select found.stream_number, found.event_id, found.stream_revision, found.position
    from event_store.event found
    where found.stream_number = wanted.stream_number and found.stream_revision = wanted.stream_revision
    limit 1
  ) e`;

/** One statement, hence one transaction: $1–$3 new streams, $4–$12 events. */
export const INSERT_GROUP = `
  with new_streams as (
    insert into event_store.stream (stream_number, name, name_hash)
    select * from unnest($1::bigint[], $2::text[], $3::bytea[])
  )
  insert into event_store.event
    (position, stream_number, stream_revision, event_id, event_type, is_json, created_ticks, data, metadata)
  select * from unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::uuid[], $8::text[], $9::boolean[],
    $10::bigint[], $11::bytea[], $12::bytea[])`;

const EVENT_COLUMNS =
  'e.position, e.stream_revision, e.event_id, e.event_type, e.is_json, e.created_ticks, e.data, e.metadata';

/** $1 stream number, $2 first revision, $3 highest position, $4 limit. */
export const STREAM_PAGE = {
  forwards: `
    select ${EVENT_COLUMNS} from event_store.event e
    where e.stream_number = $1 and e.stream_revision >= $2 and e.position <= $3
    order by e.stream_revision limit $4`,
  backwards: `
    select ${EVENT_COLUMNS} from event_store.event e
    where e.stream_number = $1 and e.stream_revision <= $2 and e.position <= $3
    order by e.stream_revision desc limit $4`,
};

/** $1 position to start after (or before), $2 highest position, $3 limit. */
export const LOG_PAGE = {
  forwards: `
    select s.name as stream, ${EVENT_COLUMNS}
    from event_store.event e join event_store.stream s using (stream_number)
    where e.position > $1 and e.position <= $2 order by e.position limit $3`,
  backwards: `
    select s.name as stream, ${EVENT_COLUMNS}
    from event_store.event e join event_store.stream s using (stream_number)
    where e.position < $1 and e.position <= $2 order by e.position desc limit $3`,
};

export const EVENT_AT =
  'select exists (select from event_store.event where position = $1) as found';
