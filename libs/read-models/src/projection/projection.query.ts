import { type Instant, Calendar } from '#ledger-core';
import { type StreamName } from '#event-log';
import { type Reader, rowsOf } from '../schema/rows';

/** The one checkpoint there is. */
export const CHECKPOINT_NAME = 'projector';

export type ParkedStream = Readonly<{
  stream: string;
  /** The account that it is of, or was measured for. */
  billingAccountId: string | undefined;
  /** Of the event that could not be read. */
  revision: bigint;
  eventId: string;
  reason: string;
  parkedAt: Instant;
}>;

/** A row of `parked_account`. */
export type ParkedRow = Readonly<
  Record<'stream' | 'revision' | 'event_id' | 'reason' | 'parked_at', string> & {
    billing_account_id: string | null;
  }
>;

/** The position up to which the tables hold the log; undefined before the first event. */
export async function projectedPosition(reader: Reader): Promise<bigint | undefined> {
  const [row] = await rowsOf<{ position: string }>(
    reader,
    'select position from checkpoint where name = $1',
    [CHECKPOINT_NAME],
  );
  return row && BigInt(row.position);
}

/** Why a stream is parked; undefined when it is not. */
export async function parkedStream(
  reader: Reader,
  stream: StreamName,
): Promise<ParkedStream | undefined> {
  const rows = await rowsOf<ParkedRow>(reader, 'select * from parked_account where stream = $1', [
    stream,
  ]);
  return rows.map(parkedOf)[0];
}

/** All parked streams, the longest parked first. */
export function parkedStreams(reader: Reader): Promise<readonly ParkedStream[]> {
  return parkedStreamsBy((statement) => rowsOf<ParkedRow>(reader, statement));
}

/** The same for who has one connection and no reader. */
export async function parkedStreamsBy(
  ask: (statement: string) => Promise<readonly ParkedRow[]>,
): Promise<readonly ParkedStream[]> {
  return (await ask('select * from parked_account order by parked_at, stream')).map(parkedOf);
}

function parkedOf(row: ParkedRow): ParkedStream {
  return {
    stream: row.stream,
    billingAccountId: row.billing_account_id ?? undefined,
    revision: BigInt(row.revision),
    eventId: row.event_id,
    reason: row.reason,
    parkedAt: Calendar.instant(row.parked_at),
  };
}
