import { DatabaseError } from 'pg';
import { parsedChainLink, recordedStreamName, type StreamName } from '#event-log';
import { accountProjectionTable } from '../projection/account-projection.entity';
import { checkpointTable } from '../projection/checkpoint.entity';
import { parkStream } from '../projection/park';
import { CHECKPOINT_NAME } from '../projection/projection.query';
import { MissingRow } from '../row-writer/merge-changes';
import { type PlainRow } from '../row-writer/row-change';
import { writeChanges } from '../row-writer/row-writer';
import { upsertStatement } from '../row-writer/statements';
import { type BrokenStream, type Gathered } from './gather-operations';
import { type KnownStreams, planOf } from './plan-batch';
import { type StreamState } from './plan-operation';
import { type Connection, inBatch, PROJECTED_CHANNEL } from './projector-connection';

export type BatchWriter = Readonly<{
  connection: Connection;
  /** Told of each stream that was parked. */
  parked: (stream: BrokenStream) => void;
}>;

/**
 * Writes a batch in one transaction: rows, how far each stream is, and the checkpoint. If the rows of some
 * operation cannot stand in the tables, the batch is written operation by operation and that stream is parked.
 */
export async function writeBatch(writer: BatchWriter, batch: readonly Gathered[]): Promise<void> {
  try {
    await writeTogether(writer, batch);
  } catch (error) {
    if (!isOfTheData(error)) throw error;
    const [only, ...others] = batch;
    if (only === undefined) return;
    if (others.length === 0) await writeTogether(writer, [parkedFor(only, error)]);
    else for (const each of batch) await writeBatch(writer, [each]);
  }
}

/** Errors that come back however often the same rows are written. The rest is tried again on a new connection. */
export function isOfTheData(error: unknown): boolean {
  if (error instanceof MissingRow) return true;
  // Classes of SQLSTATE: data exception, integrity constraint violation.
  return error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');
}

/** The stream of an operation whose rows cannot be written. */
export function parkedFor(each: Gathered, error: unknown): BrokenStream {
  if (each.kind === 'broken') throw error;
  const { stream, events, through } = each;
  const [{ revision, id }] = events;
  const why = `Its rows cannot be written: ${String(error)}`;
  const parked = { kind: 'broken', stream, revision, eventId: id, why } as const;
  return through === undefined ? parked : { ...parked, through };
}

async function writeTogether(writer: BatchWriter, batch: readonly Gathered[]): Promise<void> {
  const { connection } = writer;
  const parked: BrokenStream[] = [];
  await inBatch(connection, async () => {
    const known = await knownStreams(connection, [...new Set(batch.map(({ stream }) => stream))]);
    const plan = planOf(batch, known);
    await writeChanges(connection.statements, plan.tables);
    await writeStates(connection, plan.states);
    await writeParked(connection, plan.parked);
    await writeCheckpoint(connection, batch);
    parked.push(...plan.parked);
  });
  parked.forEach(writer.parked);
}

async function knownStreams(
  { query }: Connection,
  streams: readonly StreamName[],
): Promise<KnownStreams> {
  const states = await query<Record<'stream' | 'revision' | 'position' | 'chain', string>>(
    'select * from account_projection where stream = any($1)',
    [streams],
  );
  const parked = await query<{ stream: string }>(
    'select stream from parked_account where stream = any($1)',
    [streams],
  );
  return {
    states: new Map(
      states.map(({ stream, revision, position, chain }): [StreamName, StreamState] => [
        recordedStreamName(stream),
        { revision: BigInt(revision), position: BigInt(position), chain: parsedChainLink(chain) },
      ]),
    ),
    parked: new Set(parked.map(({ stream }) => recordedStreamName(stream))),
  };
}

/** How far streams are in the tables. */
export async function writeStates(
  { statements }: Connection,
  states: ReadonlyMap<StreamName, StreamState>,
): Promise<void> {
  if (states.size === 0) return;
  const rows = [...states].map(([stream, { revision, position, chain }]): PlainRow => ({
    stream,
    revision: String(revision),
    position: String(position),
    chain,
  }));
  await statements.write(upsertStatement(accountProjectionTable), rows);
}

async function writeParked({ query }: Connection, parked: readonly BrokenStream[]): Promise<void> {
  for (const { why: reason, ...fault } of parked) await parkStream(query, { ...fault, reason });
}

async function writeCheckpoint(
  { statements, query }: Connection,
  batch: readonly Gathered[],
): Promise<void> {
  const through = batch.findLast((each) => each.through !== undefined)?.through;
  if (through === undefined) return;
  const position = String(through.position);
  const row = { name: CHECKPOINT_NAME, position, event_id: through.eventId };
  await statements.write(upsertStatement(checkpointTable), [row]);
  await query('select pg_notify($1, $2)', [PROJECTED_CHANNEL, position]);
}
