import { randomUUID } from 'node:crypto';
import { ReadResp, type ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { type ServerWritableStream } from '@grpc/grpc-js';
import { type LiveReaders } from './live-readers';
import { type PreparedLog } from './prepared-log';

type ReadCall = ServerWritableStream<ReadReq, Buffer>;

/** Answers every read and every subscription with the same log, and subscribers with what comes. */
export async function answerRead(
  call: ReadCall,
  log: PreparedLog,
  live: LiveReaders,
): Promise<void> {
  const options = call.request.getOptions();
  if (options === undefined) {
    call.end();
  } else if (options.hasSubscription()) {
    await subscribe(call, options.getAll()?.hasEnd() === true ? 0 : log.length, { log, live });
  } else {
    await send(call, log, Math.min(log.length, Number(options.getCount())));
    call.end();
  }
}

async function subscribe(
  call: ReadCall,
  past: number,
  { log, live }: Readonly<{ log: PreparedLog; live: LiveReaders }>,
): Promise<void> {
  const confirmation = new ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  call.write(Buffer.from(new ReadResp().setConfirmation(confirmation).serializeBinary()));
  await send(call, log, past);
  if (call.cancelled) return;
  call.write(Buffer.from(new ReadResp().setCaughtUp(new ReadResp.CaughtUp()).serializeBinary()));
  const leave = live.add((answer) => call.write(answer));
  for (const event of ['cancelled', 'close', 'error']) call.on(event, leave);
}

/** Writes as long as the connection takes it, and goes on when it takes more. */
function send(call: ReadCall, log: PreparedLog, count: number): Promise<void> {
  return new Promise((resolve) => {
    let index = 0;
    const go = () => {
      let takesMore = true;
      for (; index < count && takesMore && !call.cancelled; index += 1)
        takesMore = call.write(log.answer(index));
      if (index === count || call.cancelled) resolve();
      else call.once('drain', go);
    };
    call.once('cancelled', resolve);
    go();
  });
}
