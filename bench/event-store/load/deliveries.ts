import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { END, type EventStoreDBClient } from '@eventstore/db-client';
import { percentile } from '../../figures';
import { keepInFlight } from '../../load/in-flight';
import { newEvent } from '../content';

const DELIVERY_MILLISECONDS_MAX = 5_000;

export type Delivered = Readonly<{ events: number; median: number; p99: number }>;

/** From the call of `appendToStream` until a subscriber to the log has the event. */
export class Deliveries {
  private readonly sentAt = new Map<string, number>();
  private readonly arrivals = new Map<string, () => void>();
  private took: number[] = [];

  private constructor(
    private readonly client: EventStoreDBClient,
    private readonly subscription: ReturnType<EventStoreDBClient['subscribeToAll']>,
  ) {
    subscription.on('data', ({ event }) => {
      if (event !== undefined) this.arrived(event.id);
    });
  }

  /** A subscription from now on, by a connection of its own. */
  static async open(writer: EventStoreDBClient, reader: EventStoreDBClient): Promise<Deliveries> {
    const subscription = reader.subscribeToAll({ fromPosition: END });
    const deliveries = new Deliveries(writer, subscription);
    await new Promise<void>((resolve, reject) => {
      subscription.once('caughtUp', resolve);
      subscription.once('error', reject);
    });
    return deliveries;
  }

  /** One at a time: each waits until the one before was delivered. */
  idle(seconds: number): Promise<Delivered> {
    const stream = `bench-${randomUUID()}`;
    return this.measured(() =>
      keepInFlight(1, seconds, async () => {
        const event = newEvent();
        const arrived = new Promise<void>((resolve) => this.arrivals.set(event.id, resolve));
        this.sentAt.set(event.id, performance.now());
        await this.client.appendToStream(stream, event);
        await arrived;
      }),
    );
  }

  underLoad(inFlight: number, seconds: number): Promise<Delivered> {
    const tag = randomUUID();
    return this.measured(() =>
      keepInFlight(inFlight, seconds, async (slot) => {
        const event = newEvent();
        this.sentAt.set(event.id, performance.now());
        await this.client.appendToStream(`bench-${tag}-${slot}`, event);
      }),
    );
  }

  close(): Promise<void> {
    return this.subscription.unsubscribe();
  }

  private async measured(work: () => Promise<unknown>): Promise<Delivered> {
    this.took = [];
    await work();
    const until = performance.now() + DELIVERY_MILLISECONDS_MAX;
    while (this.sentAt.size > 0) {
      if (performance.now() > until) throw new Error(`${this.sentAt.size} events never arrived`);
      await new Promise(setImmediate);
    }
    const { took } = this;
    return { events: took.length, median: percentile(took, 0.5), p99: percentile(took, 0.99) };
  }

  private arrived(id: string): void {
    const sent = this.sentAt.get(id);
    if (sent === undefined) return;
    this.took.push(performance.now() - sent);
    this.sentAt.delete(id);
    this.arrivals.get(id)?.();
    this.arrivals.delete(id);
  }
}
