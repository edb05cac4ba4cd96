import {
  AccountExecutor,
  type AccountSurroundings,
  type BusinessClock,
  type ReferenceBooks,
  SessionStore,
} from '#application';
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
import { TokenVerifier, type Verification } from '#platform';
import { type Session } from '#read-models';
import { type Stopwatch } from './stopwatch';

export class WatchedVerifier extends TokenVerifier {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly watch: Stopwatch,
  ) {
    super();
  }

  override verify(authorization: string | undefined): Promise<Verification> {
    return this.watch.measure('token', () => this.verifier.verify(authorization));
  }
}

export class WatchedSessions extends SessionStore {
  constructor(
    private readonly sessions: SessionStore,
    private readonly watch: Stopwatch,
  ) {
    super();
  }

  override put(session: Session): Promise<void> {
    return this.sessions.put(session);
  }

  override byId(id: string): Promise<Session | undefined> {
    return this.watch.measure('session', () => this.sessions.byId(id));
  }
}

export class WatchedLog extends EventLog {
  constructor(
    private readonly log: EventLog,
    private readonly watch: Stopwatch,
  ) {
    super();
  }

  override async *readStream(stream: StreamName, after: Revision): AsyncGenerator<LoggedEvent> {
    const events = await this.watch.measure('read', async () => {
      const read: LoggedEvent[] = [];
      for await (const event of this.log.readStream(stream, after)) read.push(event);
      return read;
    });
    yield* events;
  }

  override append(
    stream: StreamName,
    events: readonly EncodedEvent[],
    expected: Revision,
  ): Promise<AppendOutcome> {
    return this.watch.measure('append', () => this.log.append(stream, events, expected));
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

  override headOf(prefixes: readonly string[]): Promise<Position | undefined> {
    return this.log.headOf(prefixes);
  }

  override close(): Promise<void> {
    return this.log.close();
  }
}

type AccountOrder = Parameters<AccountExecutor['execute']>[0];

export class WatchedExecutor extends AccountExecutor {
  constructor(
    log: EventLog,
    clock: BusinessClock,
    parts: Readonly<{ books: ReferenceBooks; surroundings: AccountSurroundings }>,
    private readonly watch: Stopwatch,
  ) {
    super(log, clock, parts.books, parts.surroundings);
  }

  override execute(order: AccountOrder): ReturnType<AccountExecutor['execute']> {
    const decide: AccountOrder['decide'] = (state, moment) =>
      this.watch.measure('decide', () => order.decide(state, moment));
    return this.watch.measure('command', () => super.execute({ ...order, decide }));
  }
}
