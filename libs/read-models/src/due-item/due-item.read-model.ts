import { accountOf, type EventContext, readModel, type RowChange } from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { dueItemTable } from './due-item.entity';

type Row = RowOf<typeof dueItemTable>;
type Kind = 'Instalment' | 'Expiry';

/** One row for each thing that an account's reservations have coming. */
export const dueItems = readModel(dueItemTable, {
  ReservationPurchased: ({ reservationId, expiresOn }, context) => [
    { change: 'upsert', row: { ...key('Expiry', reservationId, context), due_on: expiresOn } },
  ],
  ChargeMade: ({ reservationId, nextDueOn }, context) => {
    const of = key('Instalment', reservationId, context);
    if (nextDueOn === undefined) return [{ change: 'delete', key: of }];
    return [{ change: 'upsert', row: { ...of, due_on: nextDueOn } }];
  },
  ReservationReturned: ({ reservationId, sibling }, context) => [
    ...(sibling === undefined ? [] : handedOn(reservationId, sibling.reservationId, context)),
    ...nothingDue(reservationId, context),
  ],
  ReservationExpired: ({ reservationId }, context) => nothingDue(reservationId, context),
});

function key(kind: Kind, ref: string, context: EventContext): Omit<Row, 'due_on'> {
  return { billing_account_id: accountOf(context), kind, ref };
}

function nothingDue(of: string, context: EventContext): readonly RowChange<Row>[] {
  return [
    { change: 'delete', key: key('Instalment', of, context) },
    { change: 'delete', key: key('Expiry', of, context) },
  ];
}

/** R-RET-2: the sibling has the dates and the schedule of the closed one; upfront has no instalment to come. */
function handedOn(from: string, to: string, context: EventContext): readonly RowChange<Row>[] {
  const copy = (kind: Kind, whenMissing: 'fail' | 'skip'): RowChange<Row> => ({
    change: 'copy',
    from: key(kind, from, context),
    to: key(kind, to, context),
    columns: {},
    whenMissing,
  });
  return [copy('Instalment', 'skip'), copy('Expiry', 'fail')];
}
