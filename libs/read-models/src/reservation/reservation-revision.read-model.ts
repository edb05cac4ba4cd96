import {
  type EventContext,
  type PlainRow,
  type ReadModel,
  type RowChange,
} from '../row-writer/row-change';
import { reservationRevisionTable } from './reservation-revision.entity';
import { reservations } from './reservation.read-model';

/** One row a change of a reservation: what its own row then takes over, so that the two never disagree. */
export const reservationRevisions: ReadModel = {
  table: reservationRevisionTable,
  handles: reservations.handles,
  project: (event, context) =>
    reservations.project(event, context).flatMap((each) => revision(each, context)),
};

function revision(each: RowChange, context: EventContext): readonly RowChange[] {
  switch (each.change) {
    case 'upsert':
      return [row(each.row, each.row, context)];
    case 'patch':
      return [row(each.key, each.columns, context)];
    case 'copy':
      return [row(each.to, { ...each.columns, copied_from: each.from['id'] }, context)];
    case 'delete':
      throw new Error(`No reservation is ever taken away: ${JSON.stringify(each.key)}`);
  }
}

function row(key: PlainRow, what: PlainRow, context: EventContext): RowChange {
  const of = { reservation_id: key['id'], stream_revision: String(context.revision) };
  return {
    change: 'upsert',
    row: { ...of, changed_at: context.metadata.recordedAt, what },
  };
}
