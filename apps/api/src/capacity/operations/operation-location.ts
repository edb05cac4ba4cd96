import { type ReservationOrderId } from '#ledger-core';
import { CAPACITY_VERSIONS } from '../../http/api-version';
import { type HttpReply } from '../../http/request-and-reply';
import { orderResourceId } from '../resource-id';

/** A poll waits for the projection itself. The official client takes 0 for nothing said, and then waits 2 s. */
const RETRY_AFTER_SECONDS = 1;

type AskedAfter = Readonly<{ id: string; position: bigint | undefined }>;

/** The resource id of an operation. */
export function operationResourceId(id: string): string {
  return `/providers/Microsoft.Capacity/operationResults/${id}`;
}

/** The operation that such a URL names; undefined of any other. */
export function operationIn(url: string): string | undefined {
  return /\/operationResults\/([^/?]+)/.exec(url)?.[1];
}

/** Says where an operation is asked after, and from which place of the log on it is done. */
export function sendOperation(reply: HttpReply, publicUrl: string, operation: AskedAfter): void {
  reply
    .header('Location', urlOf(publicUrl, operation))
    .header('Retry-After', String(RETRY_AFTER_SECONDS));
}

/** Says that it is done and where the order is: for a command that comes again when its operation is forgotten. */
export function sendOrderLocation(
  reply: HttpReply,
  publicUrl: string,
  order: ReservationOrderId,
): void {
  reply
    .header('Location', `${publicUrl}${orderResourceId(order)}?api-version=${CAPACITY_VERSIONS[0]}`)
    .header('Retry-After', String(RETRY_AFTER_SECONDS));
}

/** The same of an operation whose status is its result: the client follows this header before `Location`. */
export function sendAsyncOperation(
  reply: HttpReply,
  publicUrl: string,
  operation: AskedAfter,
): void {
  sendOperation(reply, publicUrl, operation);
  reply.header('Azure-AsyncOperation', urlOf(publicUrl, operation));
}

function urlOf(publicUrl: string, { id, position }: AskedAfter): string {
  const after = position === undefined ? '' : `&position=${position}`;
  return `${publicUrl}${operationResourceId(id)}?api-version=${CAPACITY_VERSIONS[0]}${after}`;
}
