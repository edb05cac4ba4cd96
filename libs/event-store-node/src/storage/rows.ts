import { type QueryResultRow } from 'pg';

/** Rows of the statements; PostgreSQL's bigint arrives as text. */
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
