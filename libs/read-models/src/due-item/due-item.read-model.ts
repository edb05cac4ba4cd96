import { Calendar, Money, type PrepaymentTaken } from '#ledger-core';
import { accountOf, type EventContext, readModel, type RowChange } from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { dueItemTable } from './due-item.entity';

type Row = RowOf<typeof dueItemTable>;
type Kind = 'Instalment' | 'Expiry' | 'CreditExpiry' | 'OverageMonth' | 'ProgramTransfer';

/** One row for each thing that an account has coming. A renewal is due with the expiry. */
export const dueItems = readModel(dueItemTable, {
  ReservationPurchased: ({ reservationId, expiresOn }, context) => [
    { change: 'upsert', row: { ...key('Expiry', reservationId, context), due_on: expiresOn } },
  ],
  ChargeMade: ({ reservationId, nextDueOn, paidBy }, context) => [
    ...(paidBy.method === 'overage' ? [monthEnd(paidBy.month, context)] : []),
    nextInstalment(reservationId, nextDueOn, context),
  ],
  OverageMonthClosed: ({ month }, context) => [
    { change: 'delete', key: key('OverageMonth', month, context) },
  ],
  ReservationReturned: ({ reservationId, sibling }, context) => [
    ...(sibling === undefined ? [] : handedOn(reservationId, sibling.reservationId, context)),
    ...nothingDue(reservationId, context),
  ],
  ReservationSplit: ({ reservationId, destinations }, context) => [
    ...destinations.flatMap((each) => handedOn(reservationId, each.reservationId, context)),
    ...nothingDue(reservationId, context),
  ],
  ReservationsMerged: ({ sources, destination }, context) => [
    ...sources
      .slice(0, 1)
      .flatMap((source) => handedOn(source, destination.reservationId, context)),
    ...sources.flatMap((source) => nothingDue(source, context)),
  ],
  ReservationExpired: ({ reservationId }, context) => nothingDue(reservationId, context),
  PrepaymentCreditGranted: ({ creditId, expiresOn }, context) => [
    { change: 'upsert', row: { ...key('CreditExpiry', creditId, context), due_on: expiresOn } },
  ],
  PrepaymentDrawn: ({ taken }, context) => taken.flatMap((part) => usedUp(part, context)),
  PrepaymentCreditExpired: ({ creditId }, context) => [
    { change: 'delete', key: key('CreditExpiry', creditId, context) },
  ],
  ProgramTransferAgreed: ({ toBillingAccountId, transfersOn }, context) => {
    const of = key('ProgramTransfer', toBillingAccountId, context);
    return [{ change: 'upsert', row: { ...of, due_on: transfersOn } }];
  },
  ProgramTransferred: ({ toBillingAccountId }, context) => [
    { change: 'delete', key: key('ProgramTransfer', toBillingAccountId, context) },
  ],
});

function key(kind: Kind, ref: string, context: EventContext): Omit<Row, 'due_on'> {
  return { billing_account_id: accountOf(context), kind, ref };
}

function nextInstalment(
  of: string,
  nextDueOn: Calendar.Day | undefined,
  context: EventContext,
): RowChange<Row> {
  const instalment = key('Instalment', of, context);
  if (nextDueOn === undefined) return { change: 'delete', key: instalment };
  return { change: 'upsert', row: { ...instalment, due_on: nextDueOn } };
}

/** R-PUR-5: its invoice is issued on the first day after it. */
function monthEnd(month: Calendar.Month, context: EventContext): RowChange<Row> {
  const due = Calendar.firstDayAfter(month);
  return { change: 'upsert', row: { ...key('OverageMonth', month, context), due_on: due } };
}

/** Of a credit with nothing left nothing can expire. */
function usedUp(
  { from, remainingAfter }: PrepaymentTaken,
  context: EventContext,
): readonly RowChange<Row>[] {
  if (from.kind === 'term' || !Money.isZero(remainingAfter)) return [];
  return [{ change: 'delete', key: key('CreditExpiry', from.creditId, context) }];
}

function nothingDue(of: string, context: EventContext): readonly RowChange<Row>[] {
  return [
    { change: 'delete', key: key('Instalment', of, context) },
    { change: 'delete', key: key('Expiry', of, context) },
  ];
}

/** R-RET-2: what comes out of a reservation has its dates and its schedule; upfront has no instalment to come. */
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
