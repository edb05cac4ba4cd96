import { randomUUID } from 'node:crypto';
import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  type EventType,
  type JSONEventType,
  jsonEvent,
  NO_STREAM,
} from '@eventstore/db-client';
import { z } from 'zod';
import { sleep } from '#platform';

const OPERATION_EVENTS_MAX = 10;
const APPEND_DEADLINE_MILLISECONDS = 5_000;
/** The client waits for calls that may have ended already: it is left after a while. */
const CLOSE_MILLISECONDS = 1_000;

const frameSchema = z.object({ commandId: z.string() });

type Content = Readonly<{
  type: string;
  data: JSONEventType['data'];
  metadata: EventType['metadata'];
}>;

/** The events of the last operation of an account, as they stand in the log. */
async function lastOperation(
  client: EventStoreDBClient,
  account: string,
): Promise<readonly Content[]> {
  const found: (Content & Readonly<{ commandId: string }>)[] = [];
  for await (const { event } of client.readStream(`billingAccount-${account}`, {
    direction: BACKWARDS,
    fromRevision: END,
    maxCount: OPERATION_EVENTS_MAX,
  })) {
    if (event === undefined || !event.isJson) continue;
    const { type, data, metadata } = event;
    const { commandId } = frameSchema.parse(metadata);
    found.unshift({ commandId, type, data, metadata });
  }
  const last = found.at(-1)?.commandId;
  return found
    .filter(({ commandId }) => commandId === last)
    .map(({ type, data, metadata }) => ({ type, data, metadata }));
}

/**
 * Appends the same events to streams that nobody projects, one stream a slot, at the expected revision: what the
 * client and the store do of a purchase, and nothing else.
 */
export class BareAppends {
  readonly #revisions = new Map<string, bigint>();

  private constructor(
    private readonly client: EventStoreDBClient,
    private readonly events: readonly Content[],
  ) {}

  /** Copies the last operation of an account. */
  static async like(eventStoreUrl: string, account: string): Promise<BareAppends> {
    const client = EventStoreDBClient.connectionString(eventStoreUrl);
    const appends = new BareAppends(client, await lastOperation(client, account));
    // More than about a hundred appends at once on a new connection hang: the first one goes alone.
    await appends.append('bench-warm');
    return appends;
  }

  get shape(): string {
    const bytes = this.events.reduce(
      (sum, { data, metadata }) =>
        sum + Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(metadata)),
      0,
    );
    return `${this.events.map(({ type }) => type).join(', ')}: ${this.events.length} events, ${bytes} bytes`;
  }

  async append(stream: string): Promise<void> {
    const { nextExpectedRevision } = await this.client.appendToStream(
      stream,
      this.events.map(({ type, data, metadata }) =>
        jsonEvent({ id: randomUUID(), type, data, metadata }),
      ),
      {
        expectedRevision: this.#revisions.get(stream) ?? NO_STREAM,
        deadline: APPEND_DEADLINE_MILLISECONDS,
      },
    );
    this.#revisions.set(stream, nextExpectedRevision);
  }

  async close(): Promise<void> {
    await Promise.race([this.client.dispose(), sleep(CLOSE_MILLISECONDS)]);
  }
}
