import { type Server, status } from '@grpc/grpc-js';
import { RpcFailure } from '../protocol/rpc-failure';
import { type ServiceContext } from './service-context';

/** Together less than the 20 s after which a supervisor loses its patience. */
const DRAIN_MS_MAX = 10_000;
const SHUTDOWN_MS_MAX = 2_000;
const CLOSE_MS_MAX = 3_000;

const NOT_WRITTEN = 'The event store node is stopping: what it has not answered was not written.';
const NOT_KNOWN =
  'The event store node is stopping, and its database does not answer: whether appends under way were written is not known.';

/** The answer to an append that comes too late. */
export const tooLate = (): RpcFailure => new RpcFailure(status.UNAVAILABLE, NOT_WRITTEN);

/** The part of the storage that a stop needs. */
type Closable = Readonly<{ drain: () => Promise<void>; close: () => Promise<void> }>;

/** Answers the appends under way, ends every open call, closes the connections and gives the database back. */
export async function stopServing(
  server: Server,
  storage: Closable,
  context: ServiceContext,
): Promise<void> {
  const isDrained = await within(DRAIN_MS_MAX, storage.drain());
  // The last answers go out before the calls end.
  await new Promise(setImmediate);
  endCalls(context, isDrained ? NOT_WRITTEN : NOT_KNOWN);
  await shutDown(server);
  if (!isDrained || !(await within(CLOSE_MS_MAX, storage.close())))
    throw new Error(
      'PostgreSQL did not answer while the event store node stopped. What was acknowledged is on disk.',
    );
}

/** Ends every call that is open, with what its caller should know. */
export function endCalls({ openCalls }: ServiceContext, reason: string): void {
  for (const call of [...openCalls]) call.fail(new RpcFailure(status.UNAVAILABLE, reason));
}

async function shutDown(server: Server): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    server.tryShutdown(() => {
      resolve();
    });
  });
  if (!(await within(SHUTDOWN_MS_MAX, ended))) server.forceShutdown();
}

/** Whether work ends in time; that it fails ends it too. */
async function within(milliseconds: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  try {
    return await Promise.race([work.then(() => true), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
