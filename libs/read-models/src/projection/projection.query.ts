import { type Instant, Calendar } from '#ledger-core';
import { type StreamName } from '#event-log';
import { type Reader, rowsOf } from '../schema/rows';

/** The one checkpoint there is. */
export const CHECKPOINT_NAME = 'projector';

export type ParkedStream = Readonly<{
  stream: string;
  /** Of the event that could not be read. */
  revision: bigint;
  reason: string;
  parkedAt: Instant;
}>;

type ParkedRow = Readonly<{ stream: string; revision: string; reason: string; parked_at: string }>;

/** The position up to which the tables hold the log; undefined before the first event. */
export async function projectedPosition(reader: Reader): Promise<bigint | undefined> {
  const [row] = await rowsOf<{ position: string }>(
    reader,
    'select position from checkpoint where name = $1',
    [CHECKPOINT_NAME],
  );
  return row && BigInt(row.position);
}

/** The last revision of a stream that is in the tables; undefined when nothing of it is. */
export async function projectedRevision(
  reader: Reader,
  stream: StreamName,
): Promise<bigint | undefined> {
  const [row] = await rowsOf<{ revision: string }>(
    reader,
    'select revision from account_projection where stream = $1',
    [stream],
  );
  return row && BigInt(row.revision);
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
export async function parkedStreams(reader: Reader): Promise<readonly ParkedStream[]> {
  const statement = 'select * from parked_account order by parked_at, stream';
  return (await rowsOf<ParkedRow>(reader, statement)).map(parkedOf);
}

function parkedOf({ stream, revision, reason, parked_at: at }: ParkedRow): ParkedStream {
  return { stream, revision: BigInt(revision), reason, parkedAt: Calendar.instant(at) };
}
