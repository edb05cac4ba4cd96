import { readModel } from '../row-writer/row-change';
import { operationTable } from './operation.entity';

/** One row a command that was accepted. */
export const operations = readModel(operationTable, {
  OperationAccepted: ({ kind, operationId, principal, on, answer }, context) => [
    {
      change: 'upsert',
      row: {
        id: context.metadata.commandId,
        operation_id: operationId,
        kind,
        billing_account_id: context.account ?? null,
        principal_id: principal.id,
        on_day: on,
        recorded_at: context.metadata.recordedAt,
        position: String(context.position),
        stream: context.stream,
        stream_revision: String(context.revision),
        answer,
      },
    },
  ],
});
