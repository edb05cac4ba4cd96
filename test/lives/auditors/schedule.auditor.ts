import { type BillingEvent, type BillingEventData } from '#ledger-core';
import { type LifeStep, type MakeAuditor } from '../life-step';
import { ensure, known, same } from './complaint';
import { checkDueOrder, type DueOrder, newDueOrder } from './due-order';
import { type OperationOfStep, operationsOf, read, type Readers } from './operations-of';
import { addMonths, firstDayAfter, monthOf } from './own-calendar';
import { checkPurchase } from './purchase-checks';
import { ensureRenewed, newRenewals, renewalReaders, type Renewals } from './renewals';
import {
  newReservationBooks,
  type Reservation,
  type ReservationBooks,
  reservationOf,
  reservationReaders,
} from './reservation-books';
import { touching } from './touched-reservations';
import { cents, instalmentOf } from './whole-cents';

type ScheduleBooks = {
  readonly reservations: ReservationBooks;
  readonly renewals: Renewals;
  readonly order: DueOrder;
  /** The next day on which anything happens to an active reservation. */
  readonly nextDays: Map<string, string>;
  readonly openMonths: Set<string>;
  readonly closedMonths: Set<string>;
  transfersOn: string | undefined;
  today: string;
};

/** R-PUR-2, R-PUR-5, R-PUR-6, R-TIM-1: what falls due, on which day, in which order; each once. */
export const auditSchedule: MakeAuditor = () => {
  const books: ScheduleBooks = {
    reservations: newReservationBooks(),
    renewals: newRenewals(),
    order: newDueOrder(),
    nextDays: new Map(),
    openMonths: new Set(),
    closedMonths: new Set(),
    transfersOn: undefined,
    today: '',
  };
  const copying = reservationReaders(books.reservations);
  const renewing = renewalReaders(books.renewals, books.reservations);
  return (step) => {
    const touched = new Set<string>();
    const noting = touching(touched);
    for (const operation of operationsOf(step)) {
      checkDay(books, operation, step);
      const checking = readersOf(books, operation);
      for (const event of operation.events) {
        read(renewing, event);
        checkDueOrder(books.order, books.reservations, { event, operation });
        read(checking, event);
        read(copying, event);
        read(noting, event);
      }
      ensureRenewed(books.renewals);
    }
    for (const id of touched) noteNextDay(books, id);
    checkNothingDue(books, step);
    for (const id of touched) sameSchedule(books.reservations, step, id);
  };
};

/** Operations come day by day; the command's counts on the day of the step. */
function checkDay(
  books: ScheduleBooks,
  { on, isCommand, events }: OperationOfStep,
  step: LifeStep,
): void {
  ensure(on >= books.today, () => `An operation of ${on} follows one of ${books.today}`);
  if (isCommand) same('The day of the command', on, step.on);
  else ensure(on <= step.on, () => `Due work of ${on} was done on ${step.on}`);
  books.today = on;
  if (isCommand) return;
  const stray = events.find(({ type }) => !OF_DUE_WORK.has(type));
  same('What no due day does', stray?.type, undefined);
}

/** R-EXC-5, R-TIM-1: a refused command leaves nothing behind but what was due. */
const OF_DUE_WORK: ReadonlySet<BillingEvent['type']> = new Set([
  'ProgramTransferred',
  'RetainedCreditTransferred',
  'PrepaymentCreditExpired',
  'ChargeMade',
  'PrepaymentDrawn',
  'InvoiceIssued',
  'RetainedCreditUsed',
  'CardCharged',
  'ReservationExpired',
  'ReservationPurchased',
  'ReservationRenewed',
  'RenewalNotPossible',
  'OverageMonthClosed',
]);

function readersOf(books: ScheduleBooks, { on, isCommand }: OperationOfStep): Readers {
  const { reservations } = books;
  return {
    ReservationPurchased: (data) => {
      checkPurchase(reservations, data, on);
    },
    ChargeMade: (data) => {
      checkCharge(books, data, { on, isCommand });
    },
    ReservationExpired: ({ reservationId: id, expiredOn, quantity }) => {
      const reservation = reservationOf(reservations, id);
      ensure(!isCommand, () => `${id} expired by a command`);
      same(`The status of ${id} before it expired`, reservation.status, 'Active');
      same(`The day on which ${id} expired`, expiredOn, reservation.purchase.expiresOn);
      same(`The day of expiry of ${id}`, on, expiredOn);
      same(`The quantity of ${id} that expired`, quantity, reservation.quantity);
      same(`The instalments of ${id} before it expired`, reservation.charged, reservation.count);
    },
    OverageMonthClosed: ({ month, closedOn }) => {
      same(`The day on which ${month} was closed`, closedOn, firstDayAfter(month));
      same(`The day of the closing of ${month}`, on, closedOn);
      ensure(books.openMonths.delete(month), () => `${month} was closed without being open`);
      books.closedMonths.add(month);
    },
    ProgramTransferAgreed: ({ transfersOn }) => {
      books.transfersOn = transfersOn;
    },
    ProgramTransferred: (data) => {
      checkTransfer(books, data, on);
    },
  };
}

/** R-PUR-2: the next instalment, once, on its due day, for its period. */
function checkCharge(
  books: ScheduleBooks,
  data: BillingEventData['ChargeMade'],
  { on, isCommand }: Readonly<{ on: string; isCommand: boolean }>,
): void {
  const { chargeId, reservationId: id, instalment: number } = data;
  const reservation = reservationOf(books.reservations, id);
  const { purchase, count, charged, unitPrice } = reservation;
  same(`The status of what ${chargeId} charges`, reservation.status, 'Active');
  same(`The instalment of ${id}`, number, charged + 1);
  ensure(number <= count, () => `${id} is charged more than ${String(count)} instalments`);
  ensure(
    !isCommand || number === 1,
    () => `Instalment ${String(number)} of ${id} was not waited for`,
  );
  const due = addMonths(purchase.purchasedOn, number - 1);
  const next = number === count ? purchase.expiresOn : addMonths(purchase.purchasedOn, number);
  same(`The day of instalment ${String(number)} of ${id}`, data.chargedOn, due);
  same(`The day of the operation of ${chargeId}`, on, due);
  same(`The period of ${chargeId} from`, data.periodFrom, due);
  same(`The period of ${chargeId} to`, data.periodTo, next);
  same(`When ${id} is due next`, data.nextDueOn, number === count ? undefined : next);
  const unit = instalmentOf(unitPrice, count, number);
  same(`The unit amount of ${chargeId}`, cents(data.unitAmount), unit);
  same(`The quantity of ${chargeId}`, data.quantity, reservation.quantity);
  same(`The amount of ${chargeId}`, cents(data.amount), unit * BigInt(reservation.quantity));
  same(`The currency of ${chargeId}`, data.amount.currency, books.reservations.currency);
  if (data.paidBy.method === 'overage') noteOverage(books, monthOf(on));
}

function noteOverage({ openMonths, closedMonths }: ScheduleBooks, month: string): void {
  ensure(!closedMonths.has(month), () => `${month} is closed and was charged`);
  openMonths.add(month);
}

/** R-RET-4: those that are active on the day. */
function checkTransfer(
  books: ScheduleBooks,
  { reservations, transferredOn }: BillingEventData['ProgramTransferred'],
  on: string,
): void {
  same('The day of the transfer', transferredOn, on);
  same('The day that was agreed for it', on, books.transfersOn ?? on);
  const active = [...books.reservations.active].filter(
    (id) => on < reservationOf(books.reservations, id).purchase.expiresOn,
  );
  same('What was transferred', [...reservations].sort().join(' '), active.sort().join(' '));
  books.transfersOn = undefined;
}

function dueNext({ purchase, charged, count }: Reservation): string | undefined {
  return charged < count ? addMonths(purchase.purchasedOn, charged) : undefined;
}

function noteNextDay({ reservations, nextDays }: ScheduleBooks, id: string): void {
  const reservation = reservationOf(reservations, id);
  if (reservation.status !== 'Active') nextDays.delete(id);
  else nextDays.set(id, dueNext(reservation) ?? reservation.purchase.expiresOn);
}

/** R-TIM-1: every command first does all that is due by its day. */
function checkNothingDue(books: ScheduleBooks, { on }: LifeStep): void {
  for (const [id, day] of books.nextDays)
    ensure(day > on, () => `${id} was due on ${day}, and nothing happened by ${on}`);
  for (const month of books.openMonths)
    ensure(firstDayAfter(month) > on, () => `${month} is still open on ${on}`);
  const { transfersOn } = books;
  ensure(
    transfersOn === undefined || transfersOn > on,
    () => `The transfer did not happen by ${on}`,
  );
}

type Schedule = Readonly<{
  purchasedOn: string;
  expiresOn: string;
  nextDueOn: string | undefined;
  chargedInstalments: number;
}>;

/** R-RET-2: parts go on with the dates and the schedule of the whole. */
function sameSchedule(books: ReservationBooks, { state }: LifeStep, id: string): void {
  const ofState: ReadonlyMap<string, Schedule> = state.reservations;
  const found = known(ofState, id, 'reservation of the account');
  const own = reservationOf(books, id);
  same(`The account's purchase day of ${id}`, found.purchasedOn, own.purchase.purchasedOn);
  same(`The account's expiry of ${id}`, found.expiresOn, own.purchase.expiresOn);
  same(`The account's instalments of ${id}`, found.chargedInstalments, own.charged);
  const next = own.status === 'Active' ? dueNext(own) : undefined;
  same(`When the account says ${id} is due`, found.nextDueOn, next);
}
