import { type BillingEvent, type BillingEventType } from '#ledger-core';
import { ensure } from './complaint';
import { type OperationOfStep } from './operations-of';
import { type ReservationBooks, reservationOf } from './reservation-books';

/** How far the due work of a day has come. */
export type DueOrder = { on: string; phase: number; orderNumber: number; sequence: number };

export function newDueOrder(): DueOrder {
  return { on: '', phase: 0, orderNumber: 0, sequence: 0 };
}

/** R-TIM-1: a transfer, then credits expire, instalments, expiries and renewals, months close. */
const PHASES: Readonly<Partial<Record<BillingEventType, number>>> = {
  ProgramTransferred: 0,
  PrepaymentCreditExpired: 1,
  ChargeMade: 2,
  ReservationExpired: 3,
  OverageMonthClosed: 4,
};

/** None of a first charge: a renewal's comes with its expiry. */
function phaseOf(event: BillingEvent): number | undefined {
  if (event.type === 'ChargeMade' && event.data.instalment === 1) return undefined;
  return PHASES[event.type];
}

/** Within a day in the order of R-TIM-1; reservations by order, then as they came to be (docs/policy-rules.md, "Words"). */
export function checkDueOrder(
  order: DueOrder,
  books: ReservationBooks,
  { event, operation }: Readonly<{ event: BillingEvent; operation: OperationOfStep }>,
): void {
  const phase = phaseOf(event);
  if (operation.isCommand || phase === undefined) return;
  const { on } = operation;
  if (on !== order.on) Object.assign(order, { on, phase: 0, orderNumber: 0, sequence: 0 });
  ensure(phase >= order.phase, () => `${event.type} comes too late on ${on}`);
  if (phase !== order.phase) Object.assign(order, { phase, orderNumber: 0, sequence: 0 });
  if (event.type === 'ChargeMade' || event.type === 'ReservationExpired')
    checkTurn(order, books, event.data.reservationId);
}

function checkTurn(order: DueOrder, books: ReservationBooks, id: string): void {
  const { orderNumber, sequence } = reservationOf(books, id);
  const isLater =
    orderNumber > order.orderNumber ||
    (orderNumber === order.orderNumber && sequence > order.sequence);
  ensure(isLater, () => `${id} is out of its order on ${order.on}`);
  Object.assign(order, { orderNumber, sequence });
}
