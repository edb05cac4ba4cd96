import { firstDayAfter } from '../../kernel/calendar';
import { makeCharge } from '../charge/make-charge';
import { accepted, type Accepted } from '../decision';
import { type ReservationId } from '../ids';
import {
  beginOperation,
  type OperationContext,
  type OperationInProgress,
} from '../operation-in-progress';
import { known } from '../state/known';
import { type BillingAccount, isOpened } from '../state/state';
import { transferProgram } from '../transfer/decide-transfer';
import { closeOverageMonth } from './close-overage-month';
import { expirePrepaymentCredit } from './expire-prepayment-credit';
import { dueInOrder, nextDueDay } from './next-due-day';
import { expireReservation, type RenewalPrices } from './expire-reservation';

/** An append must stay below the store's limit, whatever falls due on one day. */
export const STEPS_PER_APPEND_MAX = 200;

/** A step writes up to seven events, a renewal the most: no further step joins an append of so many. */
export const EVENTS_PER_APPEND_MAX = 400;

/** No further step joins an append that has taken from so many credits. */
export const CREDITS_PER_APPEND_MAX = 500;

export type DueDayContext = OperationContext &
  Readonly<{
    /** The price of the day of each reservation that `renewalsDue` names. */
    renewalPrices: RenewalPrices;
  }>;

/** One thing that is due, and under what name the answer counts it. */
type DueStep = Readonly<{ counted: keyof DueDayAnswer; carryOut: () => void }>;

/** How much of each kind was done. */
export type DueDayAnswer = {
  creditsExpired: number;
  instalmentsCharged: number;
  reservationsExpired: number;
  monthsClosed: number;
  programsTransferred: number;
};

/**
 * R-TIM-1: what is due on a day, in the order of the rule. At most `STEPS_PER_APPEND_MAX` of them: ask
 * again until `nextDueDay` lies beyond the day. Dated on that day, whenever it is carried out.
 * @throws Error when nothing is due on the day, or something is still due on an earlier one.
 */
export function decideDueDay(state: BillingAccount, context: DueDayContext): Accepted {
  if (!isOpened(state) || nextDueDay(state) !== context.on)
    throw new Error(`${context.on} is not the next due day`);
  const operation = beginOperation(state, context);
  const answer: DueDayAnswer = {
    creditsExpired: 0,
    instalmentsCharged: 0,
    reservationsExpired: 0,
    monthsClosed: 0,
    programsTransferred: 0,
  };
  for (const { counted, carryOut } of dueSteps(state, operation, context)) {
    carryOut();
    answer[counted] += 1;
    if (isFull(operation, answer)) break;
  }
  return accepted(operation.events, answer);
}

function isFull({ events }: OperationInProgress, answer: DueDayAnswer): boolean {
  const steps = Object.values(answer).reduce((sum, count) => sum + count, 0);
  if (steps >= STEPS_PER_APPEND_MAX || events.length >= EVENTS_PER_APPEND_MAX) return true;
  const taken = events.reduce(
    (sum, { type, data }) =>
      type === 'RetainedCreditUsed' || type === 'PrepaymentDrawn' ? sum + data.taken.length : sum,
    0,
  );
  return taken >= CREDITS_PER_APPEND_MAX;
}

/**
 * Credits expire, instalments fall due, reservations expire and renew, overage months close: in this order
 * within a day (R-TIM-1). A transfer comes first: on its day the account has moved (R-RET-4).
 */
function dueSteps(
  state: BillingAccount,
  operation: OperationInProgress,
  { on, renewalPrices }: DueDayContext,
): readonly DueStep[] {
  const { transfer } = state;
  const due = dueInOrder(state, on);
  const isInstalment = (id: ReservationId): boolean =>
    known(state.reservations, id, 'reservation').nextDueOn === on;
  const transfers = transfer?.done === false && transfer.on === on ? [transfer] : [];
  const credits = [...(state.creditExpiries.get(on)?.keys() ?? [])];
  const months = [...state.openMonths.keys()].filter((month) => firstDayAfter(month) === on);
  return [
    ...steps('programsTransferred', transfers, (each) => {
      transferProgram(operation, each);
    }),
    ...steps('creditsExpired', credits, (id) => {
      expirePrepaymentCredit(operation, id);
    }),
    ...steps('instalmentsCharged', due.filter(isInstalment), (id) => {
      chargeInstalment(operation, id);
    }),
    ...steps(
      'reservationsExpired',
      due.filter((id) => !isInstalment(id)),
      (id) => {
        expireReservation(operation, id, renewalPrices);
      },
    ),
    ...steps('monthsClosed', months, (month) => {
      closeOverageMonth(operation, month);
    }),
  ];
}

function steps<Item>(
  counted: keyof DueDayAnswer,
  items: readonly Item[],
  carryOut: (item: Item) => void,
): readonly DueStep[] {
  return items.map((item) => ({
    counted,
    carryOut: () => {
      carryOut(item);
    },
  }));
}

function chargeInstalment(operation: OperationInProgress, id: ReservationId): void {
  const { account } = operation;
  const reservation = known(account.reservations, id, 'reservation');
  const { orderNumber } = known(account.orders, reservation.orderId, 'order');
  const number = reservation.chargedInstalments + 1;
  makeCharge(operation, { ...reservation, reservationId: id, orderNumber }, number);
}
