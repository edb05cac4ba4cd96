import { CAPACITY_VERSIONS } from '../http/api-version';
import { type HttpReply } from '../http/exchange';

/** A poll waits for the projection itself. The official client takes 0 for nothing said, and then waits 2 s. */
const RETRY_AFTER_SECONDS = 1;

/** Says where an operation is asked after, and from which place of the log on it is done. */
export function sendOperation(
  reply: HttpReply,
  publicUrl: string,
  operation: Readonly<{ id: string; position: bigint | undefined }>,
): void {
  const after = operation.position === undefined ? '' : `&position=${operation.position}`;
  const path = `/providers/Microsoft.Capacity/operationResults/${operation.id}`;
  reply
    .header('Location', `${publicUrl}${path}?api-version=${CAPACITY_VERSIONS[0]}${after}`)
    .header('Retry-After', String(RETRY_AFTER_SECONDS));
}
