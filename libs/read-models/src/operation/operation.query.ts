import {
  type BillingAccountId,
  billingAccountId,
  Calendar,
  type Day,
  type Instant,
  type JsonObject,
  OPERATION_KINDS,
  type OperationKind,
  type PrincipalId,
  principalId,
} from '#ledger-core';
import { type CommandId, parsedCommandId } from '#event-log';
import { known } from '../schema/known';
import { type Reader, rowsOf } from '../schema/rows';
import { type RowOf } from '../schema/table';
import { type operationTable } from './operation.entity';

type Row = RowOf<typeof operationTable> & Readonly<{ answer: JsonObject }>;

/** A command that was accepted and is in the tables. */
export type OperationView = Readonly<{
  commandId: CommandId;
  operationId: string;
  kind: OperationKind;
  billingAccountId?: BillingAccountId;
  principal: PrincipalId;
  on: Day;
  recordedAt: Instant;
  position: bigint;
  answer: JsonObject;
}>;

/** The operation of a command; undefined until it is projected. */
export async function operationOfCommand(
  reader: Reader,
  command: CommandId,
): Promise<OperationView | undefined> {
  const [row] = await rowsOf<Row>(reader, 'select * from operation where id = $1', [command]);
  return row && operationOf(row);
}

/** The operations that outside callers know by an id, oldest first: a kind of command has one at most. */
export async function operationsKnownAs(
  reader: Reader,
  operationId: string,
): Promise<readonly OperationView[]> {
  const rows = await rowsOf<Row>(
    reader,
    'select * from operation where operation_id = $1 order by position',
    [operationId],
  );
  return rows.map(operationOf);
}

function operationOf(row: Row): OperationView {
  const account = row.billing_account_id;
  return {
    commandId: parsedCommandId(row.id),
    operationId: row.operation_id,
    kind: known(OPERATION_KINDS, row.kind),
    ...(account === null ? {} : { billingAccountId: billingAccountId(account) }),
    principal: principalId(row.principal_id),
    on: Calendar.day(row.on_day),
    recordedAt: Calendar.instant(row.recorded_at),
    position: BigInt(row.position),
    answer: row.answer,
  };
}
