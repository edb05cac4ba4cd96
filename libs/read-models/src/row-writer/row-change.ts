import {
  type EventMetadata,
  type LedgerEvent,
  type LedgerEventType,
  type StreamName,
} from '#event-log';
import { type RowOf, type Table } from '../schema/table';

/** Some columns of a row, or the whole of it, before it is known to be of a certain table. */
export type PlainRow = Readonly<Record<string, unknown>>;

/**
 * What one event does to one table, as data. Writing it is the row writer's business.
 * `copy` makes a row like another, with some columns of its own: a sibling keeps what its parent had.
 */
export type RowChange<Row = PlainRow> =
  | Readonly<{ change: 'upsert'; row: Row }>
  | Readonly<{ change: 'patch'; key: Partial<Row>; columns: Partial<Row> }>
  | Readonly<{ change: 'delete'; key: Partial<Row> }>
  | Readonly<{
      change: 'copy';
      from: Partial<Row>;
      to: Partial<Row>;
      columns: Partial<Row>;
      whenMissing: 'fail' | 'skip';
    }>;

/** Where an event stands, beside what it says. */
export type EventContext = Readonly<{
  stream: StreamName;
  /** The account whose stream it is; absent in a stream of another subject. */
  account?: string;
  revision: bigint;
  /** Of the last event of the operation, which is what a command answers with. */
  position: bigint;
  metadata: EventMetadata;
}>;

type DataOf = {
  [Type in LedgerEventType]: Extract<LedgerEvent, Readonly<{ type: Type }>>['data'];
};
type EventOf<Type extends LedgerEventType = LedgerEventType> = {
  [Each in Type]: Readonly<{ type: Each; data: DataOf[Each] }>;
}[Type];

type Handlers<Row, Type extends LedgerEventType = LedgerEventType> = {
  readonly [Each in Type]?: (
    data: DataOf[Each],
    context: EventContext,
  ) => readonly RowChange<Row>[];
};

/** Makes the rows of one table from events: it copies facts, and never reckons (R-REC-1). */
export type ReadModel = Readonly<{
  table: Table;
  /** The events that it reads; the others leave its table alone. */
  handles: readonly string[];
  project: (event: LedgerEvent, context: EventContext) => readonly RowChange[];
}>;

/** A read model from what it does with each event it reads. */
export function readModel<Of extends Table>(table: Of, handlers: Handlers<RowOf<Of>>): ReadModel {
  return {
    table,
    handles: Object.keys(handlers),
    project: (event, context) => changesOf(handlers, event, context),
  };
}

function changesOf<Row extends PlainRow, Type extends LedgerEventType>(
  handlers: Handlers<Row, Type>,
  event: EventOf<Type>,
  context: EventContext,
): readonly RowChange[] {
  return handlers[event.type]?.(event.data, context) ?? [];
}

/** The account of an event that only an account's stream may hold. @throws Error in another stream. */
export function accountOf({ account, stream }: EventContext): string {
  if (account === undefined) throw new Error(`An event of an account in the stream ${stream}`);
  return account;
}

/** The number an Azure client sees of a change: the stream revision, counted from 1. */
export function etagAt({ revision }: EventContext): string {
  return String(revision + 1n);
}
