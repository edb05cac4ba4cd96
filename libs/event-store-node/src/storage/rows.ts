import { type QueryResultRow } from 'pg';
import { type RecordedEvent } from './event-storage.port';

/** A row of the event table; PostgreSQL's bigint arrives as text. */
export interface EventRow extends QueryResultRow {
  stream?: string;
  position: string;
  stream_revision: string;
  event_id: string;
  event_type: string;
  is_json: boolean;
  created_ticks: string;
  data: Buffer;
  metadata: Buffer;
}

export interface PlaceRow extends QueryResultRow {
  stream_number: string;
  event_id: string;
  stream_revision: string;
  position: string;
}

export interface StreamRow extends QueryResultRow {
  name: string;
  stream_number: string;
  head: string;
}

/** The event of a row; `stream` names it where the statement does not. */
export function eventOf(row: EventRow, stream: string): RecordedEvent {
  return {
    position: BigInt(row.position),
    stream: row.stream ?? stream,
    revision: BigInt(row.stream_revision),
    id: row.event_id,
    type: row.event_type,
    isJson: row.is_json,
    createdTicks: BigInt(row.created_ticks),
    data: row.data,
    metadata: row.metadata,
  };
}
