import { randomUUID } from 'node:crypto';
import {
  type EventLog,
  EXCHANGE_RATES_STREAM,
  type LoggedEvent,
  type LogMessage,
  type LogSubscription,
  type Position,
  recordedStreamName,
  type StreamName,
  subscriptionStream,
} from '#event-log';
import {
  appended,
  freshStream,
  marker,
  noted,
  notes,
  type OpenEventLog,
  operation,
  read,
  textOf,
} from './event-log.samples';

const CHECKPOINTS_MAX = 1_000;
const FOREIGN_EVENTS = 4_000;

export function describeSubscribing(open: OpenEventLog): void {
  let log: EventLog;
  let stream: StreamName;

  beforeEach(async () => {
    log = await open();
    stream = freshStream();
  });
  afterEach(async () => {
    await log.close();
  });

  describe('subscribing', () => {
    test('from a position on, what stands is delivered in order, then that it is caught up, then what is new', async () => {
      const after = await marker(log);
      await appended(log.append(stream, notes(stream, 'c-1', 'one', 'two'), 'empty'));
      const subscription = log.subscribeToAll({ after, prefixes: [stream] });
      const messages = reader(subscription);
      expect(await messages.take(3)).toEqual(['one', 'two', 'caughtUp']);
      await appended(log.append(stream, notes(stream, 'c-2', 'three'), 1n));
      await appended(log.append(stream, notes(stream, 'c-3', 'four'), 2n));
      expect(await messages.take(2)).toEqual(['three', 'four']);
      await subscription.stop();
    });

    test('from the start on, the first event of the log that is asked for comes first', async () => {
      await appended(log.append(stream, notes(stream, 'c-1', 'one'), 'empty'));
      const subscription = log.subscribeToAll({ after: 'start', prefixes: [stream] });
      expect(await reader(subscription).take(2)).toEqual(['one', 'caughtUp']);
      await subscription.stop();
    });

    test('a subscription after an event starts with the next one', async () => {
      await appended(log.append(stream, notes(stream, 'c-1', 'one', 'two', 'three'), 'empty'));
      const [, two] = await read(log, stream);
      const after = two?.position ?? 0n;
      const subscription = log.subscribeToAll({ after, prefixes: [stream] });
      expect(await reader(subscription).take(2)).toEqual(['three', 'caughtUp']);
      await subscription.stop();
    });

    test('only streams with one of the prefixes are delivered', async () => {
      const after = await marker(log);
      const account = freshStream();
      const linked = subscriptionStream(randomUUID());
      for (const [each, text] of [
        [recordedStreamName(`other-${randomUUID()}`), 'not asked for'],
        [account, 'account'],
        [linked, 'subscription'],
        [recordedStreamName(`not${account}`), 'prefix within the name'],
      ] as const)
        await appended(log.append(each, notes(each, 'c-1', text), 'empty'));
      const prefixes = ['billingAccount-', 'subscription-', EXCHANGE_RATES_STREAM];
      const subscription = log.subscribeToAll({ after, prefixes });
      expect(await reader(subscription).take(3)).toEqual(['account', 'subscription', 'caughtUp']);
      await subscription.stop();
    });

    test('a checkpoint says how far it was looked, and nothing is lost by starting from it', async () => {
      const after = await marker(log);
      const foreign = recordedStreamName(`foreign-${randomUUID()}`);
      const many = Array.from({ length: FOREIGN_EVENTS / 2 }, () => noted(''));
      await appended(log.append(foreign, operation(foreign, 'c-1', many), 'empty'));
      const next = BigInt(many.length - 1);
      await appended(log.append(foreign, operation(foreign, 'c-2', many), next));
      await appended(log.append(stream, notes(stream, 'c-1', 'one'), 'empty'));
      const first = log.subscribeToAll({ after, prefixes: [stream] });
      const checkpoint = await firstCheckpoint(first);
      await first.stop();
      expect(checkpoint).toBeGreaterThan(after);
      const second = log.subscribeToAll({ after: checkpoint, prefixes: [stream] });
      expect(await reader(second).take(2)).toEqual(['one', 'caughtUp']);
      await second.stop();
    });

    test('an event delivered by a subscription is the event that is read', async () => {
      const after = await marker(log);
      await appended(log.append(stream, notes(stream, 'c-1', 'one'), 'empty'));
      const subscription = log.subscribeToAll({ after, prefixes: [stream] });
      for await (const message of subscription) {
        if (message.kind === 'checkpoint') continue;
        const [event] = await read(log, stream);
        expect(message).toEqual({ kind: 'event', event });
        break;
      }
      await subscription.stop();
    });

    test('events come in the order of the log while many are being written', async () => {
      const after = await marker(log);
      const streams = Array.from({ length: 20 }, freshStream);
      const subscription = log.subscribeToAll({ after, prefixes: streams });
      const messages = reader(subscription);
      await Promise.all(
        streams.map(async (each) => {
          for (const [n, at] of (['empty', 0n, 1n, 2n, 3n] as const).entries())
            await appended(log.append(each, notes(each, `c-${n}`, `${n}`), at));
        }),
      );
      const events = await messages.events(100);
      const positions = events.map(({ position }) => position);
      expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)));
      for (const each of streams)
        expect(events.filter((event) => event.stream === each).map(textOf)).toEqual([
          '0',
          '1',
          '2',
          '3',
          '4',
        ]);
      await subscription.stop();
    });

    test('a subscription that is stopped ends without an error', async () => {
      const after = await marker(log);
      const subscription = log.subscribeToAll({ after, prefixes: [stream] });
      const messages = reader(subscription);
      expect(await messages.take(1)).toEqual(['caughtUp']);
      const end = messages.end();
      await subscription.stop();
      expect(await end).toBe('ended');
    });

    test('closing the log ends its subscriptions', async () => {
      const other = await open();
      const messages = reader(
        other.subscribeToAll({ after: await marker(log), prefixes: [stream] }),
      );
      expect(await messages.take(1)).toEqual(['caughtUp']);
      const end = messages.end();
      await other.close();
      expect(await end).toBe('ended');
    });
  });
}

async function firstCheckpoint(subscription: LogSubscription): Promise<Position> {
  for await (const message of subscription)
    if (message.kind === 'checkpoint') return message.position;
  throw new Error('The subscription ended');
}

/** Takes messages one by one. Checkpoints may come anywhere, so that only their own test looks at them. */
function reader(subscription: LogSubscription) {
  const messages = subscription[Symbol.asyncIterator]();

  async function next(): Promise<Exclude<LogMessage, { kind: 'checkpoint' }>> {
    for (let skipped = 0; skipped < CHECKPOINTS_MAX; skipped += 1) {
      const result: IteratorResult<LogMessage, unknown> = await messages.next();
      if (result.done === true) throw new Error('The subscription ended');
      if (result.value.kind !== 'checkpoint') return result.value;
    }
    throw new Error('Nothing but checkpoints');
  }

  return {
    async take(count: number): Promise<readonly string[]> {
      const taken: string[] = [];
      while (taken.length < count) {
        const message = await next();
        taken.push(message.kind === 'event' ? textOf(message.event) : message.kind);
      }
      return taken;
    },
    async events(count: number): Promise<readonly LoggedEvent[]> {
      const taken: LoggedEvent[] = [];
      while (taken.length < count) {
        const message = await next();
        if (message.kind === 'event') taken.push(message.event);
      }
      return taken;
    },
    async end(): Promise<'ended' | 'went on'> {
      const { done } = await messages.next();
      return done === true ? 'ended' : 'went on';
    },
  };
}
