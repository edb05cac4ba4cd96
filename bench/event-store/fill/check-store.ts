import { type Client } from 'pg';

/** What holds of every log the node writes; each counts what breaks it. */
const INVARIANTS: Readonly<Record<string, string>> = {
  'streams with a gap in their revisions': `
    select count(*) from (
      select from event_store.event group by stream_number
      having count(*) <> max(stream_revision) + 1 or min(stream_revision) <> 0) broken`,
  'events that stand before the one they follow': `
    select count(*) from (
      select position, lag(position) over (partition by stream_number order by stream_revision) as before
      from event_store.event) places where before >= position`,
  'events without a stream': `
    select count(*) from event_store.event e
    where not exists (select from event_store.stream s where s.stream_number = e.stream_number)`,
  'streams without events': `
    select count(*) from event_store.stream s
    where not exists (select from event_store.event e where e.stream_number = s.stream_number)`,
  'streams that are not found by their name': `
    select count(*) from event_store.stream where name_hash <> sha256(convert_to(name, 'UTF8'))`,
};

/** @throws Error that names the first of the node's invariants that a filled store breaks. */
export async function checkStore(client: Client): Promise<void> {
  for (const [name, statement] of Object.entries(INVARIANTS)) {
    const { rows } = await client.query<{ count: string }>(statement);
    if (rows[0]?.count !== '0')
      throw new Error(`The filled store has ${rows[0]?.count ?? '?'} ${name}`);
  }
}
