import { type DataSource } from 'typeorm';
import { type BillingEvent, Calendar, type Day } from '#ledger-core';
import {
  billingAccountStream,
  type ChainLink,
  commandHash,
  commandId,
  encodeEvent,
  encodeOperation,
  type EncodedEvent,
  type EventLog,
  type LedgerEvent,
  type PlainEvent,
  type StreamName,
  subscriptionStream,
} from '#event-log';
import { migrate, openReadModels } from '#read-models';
import { freshDatabase } from './fresh-database';

/** A stream that operations are appended to one after the other. */
export class RecordedStream {
  #chain: ChainLink | 'empty' = 'empty';
  #revision: bigint | 'empty' = 'empty';
  #commands = 0;

  constructor(
    readonly log: EventLog,
    readonly stream: StreamName,
  ) {}

  /** One operation's events, encoded to follow what stands. */
  encoded(events: readonly LedgerEvent[]): readonly EncodedEvent[] {
    return this.encodedPlain(events.map(encodeEvent));
  }

  /** The same of events that no codec has seen; the day is the operation's. */
  encodedPlain(
    events: readonly PlainEvent[],
    effectiveOn: Day = Calendar.day('2021-01-15'),
  ): readonly EncodedEvent[] {
    this.#commands += 1;
    const encoded = encodeOperation({
      stream: this.stream,
      commandId: commandId('Test', this.stream, String(this.#commands)),
      commandHash: commandHash({ kind: 'Test', target: this.stream, request: {} }),
      actor: { kind: 'system', task: 'test' },
      effectiveOn,
      recordedAt: Calendar.instant('2021-01-15T08:00:00.000Z'),
      correlationId: 'test',
      causationId: 'test',
      events,
      previousChain: this.#chain,
    });
    if (encoded.outcome === 'tooLarge') throw new Error('Too large');
    this.#chain = encoded.chain;
    return encoded.events;
  }

  /** Appends as it is, whatever it holds. @returns the position of the last event. */
  async write(events: readonly EncodedEvent[]): Promise<bigint> {
    const outcome = await this.log.append(this.stream, events, this.#revision);
    if (outcome.outcome !== 'appended') throw new Error(outcome.outcome);
    this.#revision = outcome.revision;
    return outcome.position;
  }

  append(events: readonly LedgerEvent[]): Promise<bigint> {
    return this.write(this.encoded(events));
  }
}

/** The operations of a story: each begins with the event that accepts it. */
export function operationsOf(events: readonly BillingEvent[]): readonly BillingEvent[][] {
  const operations: BillingEvent[][] = [];
  for (const event of events) {
    if (event.type === 'OperationAccepted') operations.push([event]);
    else operations.at(-1)?.push(event);
  }
  return operations;
}

/** Appends a whole story to an account's stream. @returns the position of the last event. */
export async function recordStory(
  log: EventLog,
  account: string,
  events: readonly BillingEvent[],
): Promise<bigint> {
  const recorded = new RecordedStream(log, billingAccountStream(account));
  let position = -1n;
  for (const operation of operationsOf(events)) position = await recorded.append(operation);
  return position;
}

/** The stream of a subscription, empty. */
export function subscriptionRecord(log: EventLog, subscription: string): RecordedStream {
  return new RecordedStream(log, subscriptionStream(subscription));
}

/** A new database with all tables. */
export async function migratedDatabase(): Promise<
  Readonly<{ url: string; dataSource: DataSource }>
> {
  const url = await freshDatabase();
  const dataSource = await openReadModels(url);
  await migrate(dataSource);
  return { url, dataSource };
}
