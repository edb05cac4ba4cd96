import { randomUUID } from 'node:crypto';
import {
  type AppendToStreamOptions,
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
const SENT_MAX = 3;
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
  eventsMax: number,
): Promise<readonly Content[]> {
  const found: (Content & Readonly<{ commandId: string }>)[] = [];
  for await (const { event } of client.readStream(`billingAccount-${account}`, {
    direction: BACKWARDS,
    fromRevision: END,
    maxCount: eventsMax,
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

/** The client sends the deadline to the server but does not keep it itself. */
async function answeredInTime<Answer>(sent: Promise<Answer>): Promise<Answer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, APPEND_DEADLINE_MILLISECONDS, undefined);
  });
  try {
    return await Promise.race([sent, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Appends the same events to streams that nobody projects, one stream a slot, at the expected revision: what the
 * client and the store do of a purchase, and nothing else.
 */
export class BareAppends {
  readonly #revisions = new Map<string, bigint>();
  #unanswered = 0;

  private constructor(
    private readonly client: EventStoreDBClient,
    private readonly events: readonly Content[],
  ) {}

  /** Copies the last operation of an account, which has at most so many events. */
  static async like(
    eventStoreUrl: string,
    account: string,
    eventsMax = OPERATION_EVENTS_MAX,
  ): Promise<BareAppends> {
    const client = EventStoreDBClient.connectionString(eventStoreUrl);
    const appends = new BareAppends(client, await lastOperation(client, account, eventsMax));
    // More than about a hundred appends at once on a new connection hang: the first one goes alone.
    await appends.append(`bench-warm-${randomUUID()}`);
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

  /** Appends that had no answer in time and were sent again with the same ids. */
  get unanswered(): number {
    return this.#unanswered;
  }

  async append(stream: string): Promise<void> {
    const events = this.events.map(({ type, data, metadata }) =>
      jsonEvent({ id: randomUUID(), type, data, metadata }),
    );
    const options: AppendToStreamOptions = {
      expectedRevision: this.#revisions.get(stream) ?? NO_STREAM,
      deadline: APPEND_DEADLINE_MILLISECONDS,
    };
    for (let sent = 0; sent < SENT_MAX; sent += 1) {
      const answer = await answeredInTime(this.client.appendToStream(stream, events, options));
      if (answer !== undefined) {
        this.#revisions.set(stream, answer.nextExpectedRevision);
        return;
      }
      this.#unanswered += 1;
    }
    throw new Error(`The event store does not answer appends to ${stream}`);
  }

  async close(): Promise<void> {
    await Promise.race([this.client.dispose(), sleep(CLOSE_MILLISECONDS)]);
  }
}
