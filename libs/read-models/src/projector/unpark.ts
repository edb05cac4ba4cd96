import { type EventLog, type Revision, type StreamName } from '#event-log';
import { type ParkedRow, type ParkedStream, parkedStreamsBy } from '../projection/projection.query';
import { tellParked } from '../projection/park';
import { writeChanges } from '../row-writer/row-writer';
import {
  type BrokenStream,
  type Gathered,
  type Gatherer,
  operationGatherer,
} from './gather-operations';
import { planOf } from './plan-batch';
import { type StreamState } from './plan-operation';
import {
  checkpointOf,
  connect,
  type Connection,
  holdProjector,
  inTransaction,
  takeTurnToUnpark,
} from './projector-connection';
import { deleteRowsOf } from './rows-of-stream';
import { assertSameLog } from './same-log';
import { isOfTheData, parkedFor, writeStates } from './write-batch';

/** Events written at once, which bounds what is held in memory. One operation may be larger. */
const BATCH_EVENTS_MAX = 2_000;

export type UnparkSettings = Readonly<{
  /** A migrated database. */
  databaseUrl: string;
  eventLog: EventLog;
  /** Told after each batch how many events of the stream are in the tables. */
  progress?: (events: number) => void;
}>;

export type Unparked =
  | Readonly<{ outcome: 'unparked'; stream: StreamName; events: number }>
  /** Nothing has changed. */
  | Readonly<{ outcome: 'broken'; fault: Pick<BrokenStream, FaultField> }>
  | Readonly<{ outcome: 'notParked'; stream: StreamName }>;
type FaultField = 'stream' | 'revision' | 'eventId' | 'why';

/** The streams that are parked, the longest parked first. */
export async function streamsParked(databaseUrl: string): Promise<readonly ParkedStream[]> {
  const { query, end } = await connect(databaseUrl);
  try {
    return await parkedStreamsBy((statement) => query<ParkedRow>(statement));
  } finally {
    await end();
  }
}

/** Ends the transaction, so that nothing has changed. */
class StillBroken extends Error {
  override readonly name = 'StillBroken';

  constructor(readonly fault: BrokenStream) {
    super(fault.why);
  }
}

/**
 * Makes the rows of a parked stream again from its first event to its head, in one transaction, and lets the projector go on
 * with it. The projector goes on with the others meanwhile: it is held only for the last events, so that what it
 * passed by is read here and what comes later is read there. @throws CheckpointMismatch
 */
export async function unpark(stream: StreamName, settings: UnparkSettings): Promise<Unparked> {
  const connection = await connect(settings.databaseUrl);
  try {
    const checkpoint = await checkpointOf(connection);
    if (checkpoint !== undefined) await assertSameLog(settings.eventLog, checkpoint);
    return await inTransaction(connection, () => putBack(connection, stream, settings));
  } catch (error) {
    if (error instanceof StillBroken) return { outcome: 'broken', fault: error.fault };
    throw error;
  } finally {
    await connection.end();
  }
}

async function putBack(
  connection: Connection,
  stream: StreamName,
  { eventLog, progress }: UnparkSettings,
): Promise<Unparked> {
  await takeTurnToUnpark(connection);
  const found = await connection.query('select 1 from parked_account where stream = $1', [stream]);
  if (found.length === 0) return { outcome: 'notParked', stream };
  await deleteRowsOf(connection.query, stream);
  await connection.query('delete from account_projection where stream = $1', [stream]);
  const fold = new StreamFold(connection, stream, progress ?? (() => undefined));
  await fold.take(eventLog);
  await holdProjector(connection);
  await fold.take(eventLog);
  await fold.end();
  await connection.query('delete from parked_account where stream = $1', [stream]);
  await tellParked(connection.query);
  return { outcome: 'unparked', stream, events: fold.events };
}

/** One stream on its way into the tables, by the projector's own code. @throws StillBroken */
class StreamFold {
  events = 0;
  readonly #gatherer: Gatherer = operationGatherer();
  #read: Revision = 'empty';
  #state: StreamState | undefined;
  #batch: Gathered[] = [];
  #weight = 0;

  constructor(
    private readonly connection: Connection,
    private readonly stream: StreamName,
    private readonly progress: (events: number) => void,
  ) {}

  /** Reads on to the head of the moment. */
  async take(eventLog: EventLog): Promise<void> {
    for await (const event of eventLog.readStream(this.stream, this.#read)) {
      this.#read = event.revision;
      const gathered = this.#gatherer.gather(event);
      if (gathered?.kind === 'broken') throw new StillBroken(gathered);
      if (gathered === undefined) continue;
      this.#batch.push(gathered);
      this.#weight += gathered.events.length;
      if (this.#weight >= BATCH_EVENTS_MAX) await this.#flush();
    }
  }

  /** Writes what is left and how far the stream has come. */
  async end(): Promise<void> {
    await this.#flush();
    const cut = this.#gatherer.cutOff(this.stream);
    if (cut !== undefined) throw new StillBroken(cut);
    if (this.#state === undefined) return;
    await writeStates(this.connection, new Map([[this.stream, this.#state]]));
  }

  async #flush(): Promise<void> {
    if (this.#batch.length === 0) return;
    await this.#write(this.#batch);
    this.events += this.#weight;
    this.#batch = [];
    this.#weight = 0;
    this.progress(this.events);
  }

  /** Together, or one by one to find which it is that cannot stand. */
  async #write(batch: readonly Gathered[]): Promise<void> {
    await this.connection.query('savepoint batch');
    try {
      await this.#writeTogether(batch);
      await this.connection.query('release savepoint batch');
    } catch (error) {
      if (!isOfTheData(error)) throw error;
      await this.connection.query('rollback to savepoint batch');
      const [only, ...others] = batch;
      if (only !== undefined && others.length === 0) throw new StillBroken(parkedFor(only, error));
      for (const each of batch) await this.#write([each]);
    }
  }

  async #writeTogether(batch: readonly Gathered[]): Promise<void> {
    const states = new Map(this.#state === undefined ? [] : [[this.stream, this.#state]]);
    const plan = planOf(batch, { states, parked: new Set() });
    const [fault] = plan.parked;
    if (fault !== undefined) throw new StillBroken(fault);
    await writeChanges(this.connection.statements, plan.tables);
    this.#state = plan.states.get(this.stream) ?? this.#state;
  }
}
