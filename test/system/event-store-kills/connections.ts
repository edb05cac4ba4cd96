import {
  type AllStreamRecordedEvent,
  type CommandError,
  EventStoreDBClient,
  FORWARDS,
  isCommandError,
  START,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { sleep } from '#platform';
import { RawBatch } from './raw-batch';
import { type Answer, eventData, type SentAppend, type ShownEvent } from './sent-appends';

/** How an append is sent. */
export type Way = 'client unary' | 'client batch' | 'raw batch';

const READ_MS_MAX = 300_000;
/** A connection that was closed is heard of so much later at most. */
const CLOSED_MS = 250;
/** With credentials of its own the client makes a unary call of an append. */
const UNARY = { credentials: { username: 'writer', password: 'any' } };

/** Everybody's connections to one life of the node. */
export class Connections {
  readonly reader: EventStoreDBClient;
  private readonly unary: EventStoreDBClient;
  private readonly batch: EventStoreDBClient;
  private raw: RawBatch | undefined;
  /**
   * Whose batch connection of the official client is in use: the client keeps the pending appends of all its connections in one
   * table, which the end of one empties, and throws at the next answer to another.
   */
  private static batching: Connections | undefined;

  constructor(private readonly port: number) {
    const client = () => EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
    this.reader = client();
    this.unary = client();
    this.batch = client();
  }

  /** Answers in any case; that it hangs until its connection ends is for the sender to bear. */
  append(way: Way, append: SentAppend): Promise<Answer> {
    switch (way) {
      case 'client unary':
        return this.byClient(this.unary, append, UNARY);
      case 'client batch':
        Connections.batching ??= this;
        if (Connections.batching !== this) return this.append('raw batch', append);
        return this.byClient(this.batch, append, {});
      case 'raw batch':
        this.raw ??= new RawBatch(this.port);
        return this.raw.append(append);
    }
  }

  /** The log after a position, oldest first. */
  async *log(after: bigint): AsyncGenerator<ShownEvent> {
    const fromPosition = after === 0n ? START : { commit: after, prepare: after };
    const options = { direction: FORWARDS, fromPosition, deadline: READ_MS_MAX } as const;
    for await (const { event } of this.reader.readAll(options))
      if (event !== undefined && event.position.commit > after) yield shownOf(event);
  }

  async close(): Promise<void> {
    this.raw?.close();
    await Promise.all([this.reader, this.unary, this.batch].map((client) => client.dispose()));
    await sleep(CLOSED_MS);
    if (Connections.batching === this) Connections.batching = undefined;
  }

  private async byClient(
    client: EventStoreDBClient,
    { stream, expectedRevision, ids }: SentAppend,
    options: Partial<typeof UNARY>,
  ): Promise<Answer> {
    try {
      const result = await client.appendToStream(stream, ids.map(eventData), {
        expectedRevision,
        ...options,
      });
      const { nextExpectedRevision: revision, position } = result;
      return { kind: 'acknowledged', revision, position: position?.commit ?? -1n };
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) return { kind: 'refused' };
      return { kind: 'unanswered', why: `client: ${reasonOf(error)}` };
    }
  }
}

/** An event of the log as the official client shows it. */
export function shownOf(event: AllStreamRecordedEvent): ShownEvent {
  const { id, type, streamId, revision, position, isJson, data, metadata } = event;
  return {
    ...{ id, type, isJson, revision, stream: streamId, position: position.commit },
    data: data instanceof Uint8Array ? Buffer.from(data).toString() : JSON.stringify(data),
    metadata: JSON.stringify(metadata),
  };
}

/** A client that could not connect says so with gRPC's own error. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isCommandError(error)) return `${error.type}${codeOf(error)}`;
  return 'code' in error && typeof error.code === 'number' ? `status ${error.code}` : error.message;
}

const codeOf = (error: CommandError): string =>
  error instanceof UnknownError ? ` ${error.code ?? 'without a code'}` : '';
