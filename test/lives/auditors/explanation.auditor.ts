import { type BillingEventData } from '#ledger-core';
import { type LifeStep, type MakeAuditor } from '../life-step';
import { ensure, same } from './complaint';
import { explains } from './explained-amount';
import { type StepsReader } from './explained-steps';
import { operationsOf, read, type Readers } from './operations-of';
import {
  newReservationBooks,
  type ReservationBooks,
  reservationOf,
  reservationReaders,
} from './reservation-books';
import { checkReturnExplained } from './return-explained';
import { decimalText } from './whole-cents';

/**
 * R-REC-2: every amount can be worked out again from its explanation, whose last result it is; each step
 * takes results of those before it and facts, and the rules are those that the event says were applied.
 */
export const auditExplanations: MakeAuditor = () => {
  const books = newReservationBooks();
  const copying = reservationReaders(books);
  return (step) => {
    const checking = readersOf(books, step);
    for (const { events } of operationsOf(step))
      for (const event of events) {
        read(checking, event);
        read(copying, event);
      }
  };
};

function readersOf(books: ReservationBooks, step: LifeStep): Readers {
  return {
    ReservationPurchased: checkPurchase,
    ChargeMade: (data) => {
      checkCharge(books, data);
    },
    ReservationReturned: (data) => {
      checkReturnExplained(books, step, data);
    },
  };
}

/** R-PUR-1: list price, half up; in another currency × the rate of the day. */
function convertedPrice(
  steps: StepsReader,
  { listPrice, exchangeRate }: BillingEventData['ReservationPurchased'],
): string {
  const list = listPrice.unitPrice.currency;
  const listed = steps.takes('roundHalfUp', list, { value: listPrice.listed });
  if (exchangeRate === undefined) return listed;
  const { from, to, rate, on: rateOn } = exchangeRate;
  return steps.takes('convert', to, { amount: listed, from, rate, rateOn });
}

/** R-PUR-1: the unit price for each unit. */
function checkPurchase(data: BillingEventData['ReservationPurchased']): void {
  const { commitment, explanation, reservationId, quantity } = data;
  const what = `The commitment of ${reservationId}`;
  const rules = ['R-PUR-1', 'R-PUR-2'];
  explains({ what, explanation, amount: commitment, rules }, (steps) => {
    const price = convertedPrice(steps, data);
    same(`The unit price of ${reservationId}`, data.unitPrice.amount, price);
    steps.takes('times', commitment.currency, { amount: price, count: quantity });
  });
}

/** R-PUR-2: the unit price, or the instalment of it, for each unit; R-PUR-1: what it was converted from. */
function checkCharge(books: ReservationBooks, data: BillingEventData['ChargeMade']): void {
  const { chargeId, amount, line, quantity, instalment: number, nextDueOn } = data;
  const { currency } = amount;
  const { unitPrice, count, purchase } = reservationOf(books, data.reservationId);
  const rules = purchase.exchangeRate === undefined ? ['R-PUR-2'] : ['R-PUR-1', 'R-PUR-2'];
  const what = `The charge ${chargeId}`;
  ensure(count > 1 || nextDueOn === undefined, () => `${chargeId} is no instalment`);
  explains({ what, explanation: line.explanation, amount, rules }, (steps) => {
    let price =
      purchase.exchangeRate === undefined
        ? decimalText(unitPrice, currency)
        : convertedPrice(steps, purchase);
    same(`The unit price of ${chargeId}`, decimalText(unitPrice, currency), price);
    if (count > 1) {
      const inputs = { total: price, instalments: count, number };
      price = steps.takes('instalment', currency, inputs);
    }
    same(`The unit amount of ${chargeId}`, data.unitAmount.amount, price);
    steps.takes('times', currency, { amount: price, count: quantity });
  });
}
