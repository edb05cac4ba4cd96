import { type StreamName } from '#event-log';
import { type Reader } from '#read-models';

/** The last revision of a stream that is in the tables; undefined when nothing of it is. */
export async function projectedRevision(
  reader: Reader,
  stream: StreamName,
): Promise<bigint | undefined> {
  const [row] = await reader.query<{ revision: string }[]>(
    'select revision from account_projection where stream = $1',
    [stream],
  );
  return row && BigInt(row.revision);
}
