import {
  type AppendOutcome,
  type EncodedEvent,
  EventLog,
  type LoggedEvent,
  type LogSubscription,
  type Position,
  type Revision,
  type StreamName,
  type SubscriptionStart,
} from '#event-log';

export type Append = Readonly<{
  stream: StreamName;
  events: readonly EncodedEvent[];
  expected: Revision;
}>;

type Fault = (append: Append, write: () => Promise<AppendOutcome>) => Promise<AppendOutcome>;

/** A log whose store can be made to fail as stores do. It remembers what it was asked. */
export class FaultyEventLog extends EventLog {
  readonly reads: { stream: StreamName; after: Revision }[] = [];
  readonly appends: Append[] = [];
  /** The faults of the next appends, one each. */
  readonly faults: Fault[] = [];
  /** Happens before a read answers. */
  onRead: () => Promise<void> | void = () => undefined;
  /** Happens before the end of the log is told. */
  onHead: () => void = () => undefined;
  alter: (event: LoggedEvent) => LoggedEvent = (event) => event;
  /** Events the store does not have any more. */
  isLost: (event: LoggedEvent) => boolean = () => false;

  constructor(private readonly log: EventLog) {
    super();
  }

  override async *readStream(stream: StreamName, after: Revision): AsyncGenerator<LoggedEvent> {
    this.reads.push({ stream, after });
    await this.onRead();
    for await (const event of this.log.readStream(stream, after))
      if (!this.isLost(event)) yield this.alter(event);
  }

  override append(
    stream: StreamName,
    events: readonly EncodedEvent[],
    expected: Revision,
  ): Promise<AppendOutcome> {
    const append = { stream, events, expected };
    this.appends.push(append);
    const write = () => this.log.append(stream, events, expected);
    const fault = this.faults.shift();
    return fault === undefined ? write() : fault(append, write);
  }

  override subscribeToAll(start: SubscriptionStart): LogSubscription {
    return this.log.subscribeToAll(start);
  }

  override eventAt(position: Position): Promise<LoggedEvent | undefined> {
    return this.log.eventAt(position);
  }

  override head(): Promise<Position | undefined> {
    return this.log.head();
  }

  override async headOf(prefixes: readonly string[]): Promise<Position | undefined> {
    this.onHead();
    return this.log.headOf(prefixes);
  }

  override close(): Promise<void> {
    return this.log.close();
  }
}

/** The store wrote, and its answer was lost. */
export const answerCut: Fault = async (_, write) => {
  await write();
  return { outcome: 'unanswered', cause: new Error('the connection was cut') };
};

/** The append never came to the store. */
export const requestLost: Fault = () =>
  Promise.resolve({ outcome: 'unanswered', cause: new Error('the connection was cut') });

export const refused: Fault = () =>
  Promise.resolve({ outcome: 'refused', cause: new Error('access denied') });

export const tooLargeForTheStore: Fault = () => Promise.resolve({ outcome: 'tooLarge' });

/** Something happens between the decision and the append. */
export function meanwhile(happens: () => Promise<unknown>): Fault {
  return async (_, write) => {
    await happens();
    return write();
  };
}
