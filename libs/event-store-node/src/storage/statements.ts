/** Every statement the node sends, in one place. */
import { PAGE_BYTES_MAX } from './event-storage.port';

/** What this code expects of the schema; a database with a higher number belongs to newer code. */
export const SCHEMA_VERSION = 2;

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

/**
 * Else the session of a node that was killed, and with it the lock, would live as long as its last statement, and that of a
 * machine that vanished as long as TCP keeps the connection, two hours. Not every server can look.
 */
export const NOTICE_A_DEAD_NODE = `
  set tcp_keepalives_idle = 20;
  set tcp_keepalives_interval = 5;
  set tcp_keepalives_count = 4;
  do $$ begin
    perform set_config('client_connection_check_interval', '500ms', false);
  exception when others then null;
  end $$`;

export const SCHEMA_EXISTS = `select to_regclass('event_store.schema_version') is not null as found`;
export const READ_SCHEMA_VERSION = 'select version from event_store.schema_version';

/** Also for a session that replays changes from elsewhere (`session_replication_role`), which skips other triggers. */
const ALWAYS_APPEND_ONLY = `
  alter table event_store.event enable always trigger append_only;
  alter table event_store.stream enable always trigger append_only;`;

/** What brings a schema of an older release to the next version. */
export const UPGRADES: ReadonlyMap<number, string> = new Map([[1, ALWAYS_APPEND_ONLY]]);

export const upgradeTo = (version: number, changes: string): string => `
  begin;
  ${changes}
  update event_store.schema_version set version = ${version};
  commit`;

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
  ${ALWAYS_APPEND_ONLY}
  revoke update, delete, truncate on event_store.event, event_store.stream from public, current_user;
  commit`;

export const LAST_STREAM_NUMBER =
  'select coalesce(max(stream_number), 0) as last from event_store.stream';

/** $1: hashes of stream names. */
export const STREAMS_BY_NAME = `
  select s.name, s.stream_number,
    (select max(e.stream_revision) from event_store.event e where e.stream_number = s.stream_number) as head
  from event_store.stream s where s.name_hash = any($1::bytea[])`;

/** $1: hash of a stream's name, $2: position up to which the log is looked at. No row without events there. */
export const STREAM_UP_TO = `
  select s.name, s.stream_number, last.head
  from event_store.stream s
  cross join lateral (
    select e.stream_revision as head from event_store.event e
    where e.stream_number = s.stream_number and e.position <= $2::bigint
    order by e.stream_revision desc limit 1
  ) last
  where s.name_hash = $1::bytea`;

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

/** One statement, hence one transaction: $1–$3 new streams, $4–$12 events. Writes nothing unless the log ends at position $13. */
export const INSERT_GROUP = `
  with new_streams as (
    insert into event_store.stream (stream_number, name, name_hash)
    select * from unnest($1::bigint[], $2::text[], $3::bytea[])
    where (select coalesce(max(position), 0) from event_store.event) = $13::bigint
  )
  insert into event_store.event
    (position, stream_number, stream_revision, event_id, event_type, is_json, created_ticks, data, metadata)
  select * from unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::uuid[], $8::text[], $9::boolean[],
    $10::bigint[], $11::bytea[], $12::bytea[])
  where (select coalesce(max(position), 0) from event_store.event) = $13::bigint`;

const EVENT_COLUMNS =
  'e.position, e.stream_revision, e.event_id, e.event_type, e.is_json, e.created_ticks, e.data, e.metadata';

/** The rows in their order, up to the one that fills a page: lengths of large values are known without reading them. */
const asPage = (rows: string, order: string): string => `
    (select rows.*, sum(octet_length(data) + octet_length(metadata))
        over (order by ${order} rows between unbounded preceding and 1 preceding) as bytes_before
      from (${rows}) rows) e`;
const FITS = `coalesce(e.bytes_before, 0) < ${PAGE_BYTES_MAX}`;

type StreamPage = Readonly<{ number: bigint; from: bigint; upTo: bigint; limit: number }>;

const streamPage =
  (comparison: '>=' | '<=', order: string) =>
  ({ number, from, upTo, limit }: StreamPage): string => {
    const rows = `
        select * from event_store.event
        where stream_number = ${number} and stream_revision ${comparison} ${from} and position <= ${upTo}
        order by ${order} limit ${limit}`;
    return `select ${EVENT_COLUMNS} from ${asPage(rows, order)} where ${FITS} order by ${order}`;
  };

/** Events of a stream from a revision on, none later in the log than `upTo`. A copy takes no parameters: they are numbers all. */
export const STREAM_PAGE = {
  forwards: streamPage('>=', 'stream_revision'),
  backwards: streamPage('<=', 'stream_revision desc'),
};

type LogPage = Readonly<{ from: bigint; upTo: bigint; limit: number }>;

const logPage =
  (comparison: '>' | '<', order: string) =>
  ({ from, upTo, limit }: LogPage): string => {
    const rows = `
        select * from event_store.event
        where position ${comparison} ${from} and position <= ${upTo}
        order by ${order} limit ${limit}`;
    return `
      select s.name, ${EVENT_COLUMNS} from ${asPage(rows, order)}
      join event_store.stream s using (stream_number)
      where ${FITS} order by ${order}`;
  };

/** Events of the log after a position (or before it), none later than `upTo`, each with the name of its stream. */
export const LOG_PAGE = {
  forwards: logPage('>', 'position'),
  backwards: logPage('<', 'position desc'),
};

/** The last event of the log, with the name of its stream. */
export const LAST_EVENT = `
  select s.name, ${EVENT_COLUMNS}
  from event_store.event e join event_store.stream s using (stream_number)
  order by e.position desc limit 1`;

/** A query's rows in binary, which the driver's own rows are not. */
export const copyOut = (query: string): string => `copy (${query}) to stdout (format binary)`;

export const EVENT_AT =
  'select exists (select from event_store.event where position = $1) as found';
