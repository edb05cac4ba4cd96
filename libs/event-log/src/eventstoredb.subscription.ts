import {
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type EventStoreDBClient,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { chunksOf, fromClient } from './eventstoredb.reading';
import {
  EventLogUnavailable,
  type LogMessage,
  type LogSubscription,
  type SubscriptionStart,
} from './event-log.port';

type Signal = Exclude<LogMessage, { kind: 'event' }>;

/** A checkpoint stands after so many events that were looked at: window × interval. */
const SEARCH_WINDOW = 500;
const CHECKPOINT_INTERVAL = 2;

export type SubscriptionSettings = Readonly<{
  start: SubscriptionStart;
  /** A subscription that the store does not confirm within so many milliseconds has failed. */
  silenceMs: number;
  ended: (subscription: EventStoreDbSubscription) => void;
}>;

/** One subscription to $all. Whoever ends it, the call at the server ends with it. */
export class EventStoreDbSubscription implements LogSubscription {
  #stopped = false;
  #source: AllStreamSubscription | undefined;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly settings: SubscriptionSettings,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<LogMessage> {
    if (this.#stopped) return;
    const source = this.#subscribe();
    this.#source = source;
    const unconfirmed = this.#failUnlessConfirmed(source);
    try {
      const chunks = chunksOf<AllStreamResolvedEvent | Signal>(source, 'any', () =>
        source.unsubscribe(),
      );
      for await (const chunk of chunks) {
        if ('kind' in chunk) yield chunk;
        else if (chunk.event !== undefined) yield { kind: 'event', event: fromClient(chunk.event) };
      }
    } catch (error) {
      if (!this.isStopped())
        throw new EventLogUnavailable('The subscription was lost', { cause: error });
    } finally {
      clearTimeout(unconfirmed);
      this.settings.ended(this);
    }
    if (!this.isStopped()) throw new EventLogUnavailable('The event store ended the subscription');
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#source?.destroy();
    await this.#source?.unsubscribe().catch(() => undefined);
  }

  private isStopped(): boolean {
    return this.#stopped;
  }

  /** Once confirmed, silence is what a quiet log sounds like; a lost connection shows in the client's pings. */
  #failUnlessConfirmed(source: AllStreamSubscription): NodeJS.Timeout {
    const { silenceMs } = this.settings;
    const timer = setTimeout(() => {
      source.destroy(new EventLogUnavailable(`No subscription within ${silenceMs} ms`));
    }, silenceMs);
    source.once('confirmation', () => {
      clearTimeout(timer);
    });
    return timer;
  }

  /** Signals are pushed among the events, so that they are read in the order the server sent them. */
  #subscribe(): AllStreamSubscription {
    const { after, prefixes } = this.settings.start;
    const signal = (message: Signal) => source.push(message);
    const source = this.client.subscribeToAll({
      fromPosition: after === 'start' ? START : { commit: after, prepare: after },
      filter: streamNameFilter({
        prefixes: [...prefixes],
        maxSearchWindow: SEARCH_WINDOW,
        checkpointInterval: CHECKPOINT_INTERVAL,
        checkpointReached: (_, { commit }) => {
          signal({ kind: 'checkpoint', position: commit });
        },
      }),
    });
    return source.on('caughtUp', () => signal({ kind: 'caughtUp' }));
  }
}
