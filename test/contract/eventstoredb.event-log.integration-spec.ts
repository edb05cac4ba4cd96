import { createServer, type Server, type Socket } from 'node:net';
import {
  billingAccountStream,
  EventLogUnavailable,
  EventStoreDbEventLog,
  type LogMessage,
} from '#event-log';
import { type EventStoreNode, startEventStoreNode } from '#event-store-node';
import { freshDatabase } from '../support/fresh-database';
import { appended, freshStream, notes, read, texts } from './event-log.samples';

const DEADLINE_MS = 300;
const stream = billingAccountStream('contoso');

function logAt(port: number): EventStoreDbEventLog {
  return new EventStoreDbEventLog({
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    appendDeadlineMs: DEADLINE_MS,
    readSilenceMs: DEADLINE_MS,
  });
}

describe('a store that takes connections and says nothing', () => {
  const sockets = new Set<Socket>();
  let server: Server;
  let log: EventStoreDbEventLog;

  beforeEach(async () => {
    server = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    log = logAt(port);
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await log.close();
    await new Promise((resolve) => server.close(resolve));
  });

  test('an append is unanswered, within its deadline', async () => {
    const outcome = await log.append(stream, notes(stream, 'c-1', 'one'), 'empty');
    expect(outcome).toMatchObject({ outcome: 'unanswered' });
  });

  test('a read fails instead of waiting for ever, and is not taken for an empty stream', async () => {
    await expect(read(log, stream)).rejects.toThrow(EventLogUnavailable);
    await expect(log.head()).rejects.toThrow(EventLogUnavailable);
    await expect(log.eventAt(1n)).rejects.toThrow(EventLogUnavailable);
  });

  test('a subscription fails instead of waiting for ever', async () => {
    const subscription = log.subscribeToAll({ after: 'start', prefixes: [stream] });
    const first = subscription[Symbol.asyncIterator]().next();
    await expect(first).rejects.toThrow(EventLogUnavailable);
  });
});

describe('a store that goes away and comes back', () => {
  let databaseUrl: string;
  let node: EventStoreNode;
  let log: EventStoreDbEventLog;

  async function start(port: number): Promise<void> {
    node = await startEventStoreNode({
      databaseUrl,
      host: '127.0.0.1',
      port,
      now: () => Date.now(),
    });
  }

  beforeEach(async () => {
    databaseUrl = await freshDatabase();
    await start(0);
    log = logAt(node.port);
  });
  afterEach(async () => {
    await log.close();
    await node.stop();
  });

  test('appends while it is away are unanswered; sent again when it is back, they stand once', async () => {
    const one = notes(stream, 'c-1', 'one');
    const two = notes(stream, 'c-2', 'two');
    await appended(log.append(stream, one, 'empty'));
    await node.stop();
    expect(await log.append(stream, two, 0n)).toMatchObject({ outcome: 'unanswered' });
    await expect(read(log, stream)).rejects.toThrow(EventLogUnavailable);
    await start(node.port);
    await appended(answered(() => log.append(stream, two, 0n)));
    await appended(log.append(stream, one, 'empty'));
    expect(await texts(log, stream)).toEqual(['one', 'two']);
  });

  test('a subscription fails when it is lost, and one made anew goes on after the last event', async () => {
    await appended(log.append(stream, notes(stream, 'c-1', 'one'), 'empty'));
    const lost = log.subscribeToAll({ after: 'start', prefixes: [stream] });
    const messages: LogMessage[] = [];
    const whole = (async () => {
      for await (const message of lost) {
        messages.push(message);
        if (message.kind === 'caughtUp') void node.stop();
      }
    })();
    await expect(whole).rejects.toThrow(EventLogUnavailable);
    await node.stop();
    await start(node.port);
    const [first] = messages;
    const after = first?.kind === 'event' ? first.event.position : -1n;
    await appended(answered(() => log.append(stream, notes(stream, 'c-2', 'two'), 0n)));
    for await (const message of log.subscribeToAll({ after, prefixes: [stream] })) {
      expect(message).toMatchObject({ kind: 'event', event: { data: { text: 'two' } } });
      break;
    }
  });

  test('a burst of appends cut off by the end of the store stands as far as it was answered', async () => {
    const streams = Array.from({ length: 200 }, freshStream);
    const burst = streams.map((each) => log.append(each, notes(each, 'c-1', 'one'), 'empty'));
    await Promise.race(burst);
    await node.stop();
    const outcomes = await Promise.all(burst);
    await start(node.port);
    for (const [index, each] of streams.entries()) {
      const again = await answered(() => log.append(each, notes(each, 'c-1', 'one'), 'empty'));
      const before = outcomes[index];
      expect(before?.outcome === 'unanswered' ? again.outcome : before).toEqual(
        before?.outcome === 'unanswered' ? 'appended' : again,
      );
      expect(await texts(log, each)).toEqual(['one']);
    }
  });
});

const ATTEMPTS_MAX = 50;

/** Sends again until there is an answer, as the command path does. */
async function answered<Outcome extends { outcome: string }>(
  send: () => Promise<Outcome>,
): Promise<Outcome> {
  for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt += 1) {
    const outcome = await send();
    if (outcome.outcome !== 'unanswered') return outcome;
  }
  throw new Error(`No answer to ${ATTEMPTS_MAX} appends`);
}
