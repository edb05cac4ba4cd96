import { type BillingEventData, type ResourceType } from '#ledger-core';
import { type LifeStep, type MakeAuditor } from '../life-step';
import { askedOf } from './asked-of';
import { ensure, known, same } from './complaint';
import { type OperationOfStep, factsOf, operationsOf, read } from './operations-of';
import { type OwnReturn, reckonedByHand } from './own-reckoning';
import {
  newReservationBooks,
  pricedBy,
  type ReservationBooks,
  reservationOf,
  reservationReaders,
} from './reservation-books';
import { cents, total } from './whole-cents';

type Exchange = Extract<LifeStep['command'], { type: 'ExchangeReservations' }>;
type ToBuy = Exchange['purchases'][number];
type Rejected = Extract<LifeStep['decision'], { outcome: 'rejected' }>['rejection'];
type TooLow = Extract<Rejected, { code: 'PurchaseTotalTooLow' }>;

/** R-EXC-3: what the two tests compare, by hand. */
type Sums = Readonly<{
  refunds: bigint;
  cancelled: bigint;
  commitments: bigint;
  purchases: bigint;
}>;

/** R-EXC-1, 3, 4, 5, 8 and R-OUT-5: the two tests, both ways, and one paper for all. */
export const auditExchanges: MakeAuditor = () => {
  const books = newReservationBooks();
  const copying = reservationReaders(books);
  return (step) => {
    for (const operation of operationsOf(step)) {
      if (operation.isCommand) checkAccepted(books, step, operation);
      for (const event of operation.events) read(copying, event);
    }
    checkRejected(books, step);
  };
};

function checkRejected(books: ReservationBooks, step: LifeStep): void {
  const { command, decision } = step;
  if (command?.type !== 'ExchangeReservations' || decision?.outcome !== 'rejected') return;
  if (decision.rejection.code === 'PurchaseTotalTooLow')
    checkTooLow(sumsOf(books, step, command), decision.rejection);
}

function returnsOf(
  books: ReservationBooks,
  step: LifeStep,
  { returns }: Exchange,
): readonly OwnReturn[] {
  return returns.map(({ reservationId }) => {
    const asked = askedOf(step, reservationId);
    ensure(asked !== undefined, () => `${reservationId} was not asked for`);
    return reckonedByHand(books, reservationOf(books, reservationId), asked);
  });
}

function sumsOf(books: ReservationBooks, step: LifeStep, command: Exchange): Sums {
  const back = returnsOf(books, step, command);
  return {
    refunds: total(back.map(({ refund }) => refund)),
    cancelled: total(back.map(({ cancelledInstalments }) => cancelledInstalments)),
    commitments: total(back.map(({ remainingCommitment }) => remainingCommitment)),
    purchases: total(command.purchases.map(lifetimeTotal)),
  };
}

/** R-EXC-3: all instalments; in another currency list × rate, half up, before anything else (R-PUR-1). */
function lifetimeTotal({ listPrice, exchangeRate, quantity }: ToBuy): bigint {
  return pricedBy(listPrice, exchangeRate) * BigInt(quantity);
}

function checkAccepted(
  books: ReservationBooks,
  step: LifeStep,
  { events, on }: OperationOfStep,
): void {
  const { command } = step;
  const returned = factsOf(events, 'ReservationReturned');
  const bought = factsOf(events, 'ReservationPurchased');
  if (command?.type !== 'ExchangeReservations') {
    const exchanged = bought.some(({ purchaseOf }) => purchaseOf === 'Exchange');
    ensure(!exchanged, () => 'Something was exchanged that nobody asked for');
    return;
  }
  const sums = sumsOf(books, step, command);
  const least = required(sums);
  ensure(sums.purchases >= least, () => `The exchange is ${String(least - sums.purchases)} short`);
  same('How many were returned', returned.length, command.returns.length);
  same('How many were bought', bought.length, command.purchases.length);
  ensure(returned.length <= 100 && bought.length <= 100, () => 'More than 100 lines one way');
  for (const data of returned) checkReturned(data);
  for (const [index, data] of bought.entries())
    checkBought(data, command.purchases[index], { on, events });
  checkGroups(books, command, step);
  checkPapers(books, { events, on }, returned);
}

function required({ refunds, commitments }: Sums): bigint {
  return refunds > commitments ? refunds : commitments;
}

/** R-EXC-4, R-CAP-4: no fee, nothing counted. */
function checkReturned(data: BillingEventData['ReservationReturned']): void {
  same(`The fee of ${data.reservationId}`, cents(data.fee), 0n);
  same(`Whether ${data.reservationId} counts towards the cap`, data.cap.counts, false);
}

/** R-EXC-4: a new term from the day, billed in full at the price of the day. */
function checkBought(
  data: BillingEventData['ReservationPurchased'],
  asked: ToBuy | undefined,
  { on, events }: Pick<OperationOfStep, 'on' | 'events'>,
): void {
  ensure(asked !== undefined, () => `${data.reservationId} was not asked for`);
  const { reservationId: id } = data;
  same(`What ${id} was bought in`, data.purchaseOf, 'Exchange');
  same(`The day of ${id}`, data.purchasedOn, on);
  same(`The quantity of ${id}`, data.quantity, asked.quantity);
  same(`The SKU of ${id}`, data.product.skuName, asked.product.skuName);
  same(`The plan of ${id}`, data.billingPlan, asked.billingPlan);
  same(`The commitment of ${id}`, cents(data.commitment), lifetimeTotal(asked));
  const charges = factsOf(events, 'ChargeMade').filter((one) => one.reservationId === id);
  same(`How many charges of ${id}`, charges.length, 1);
}

const COMPUTE: readonly ResourceType[] = ['VirtualMachines', 'DedicatedHost', 'AVS'];

/** R-EXC-1 and R-RET-1: one group, and nothing that the terms bar. */
function checkGroups(books: ReservationBooks, command: Exchange, { terms }: LifeStep): void {
  const types = [
    ...command.returns.map((item) => reservationOf(books, item.reservationId).product.resourceType),
    ...command.purchases.map(({ product }) => product.resourceType),
  ];
  const groups = new Set(types.map((type) => (COMPUTE.includes(type) ? 'compute' : type)));
  same('The exchange groups', groups.size, 1);
  const barred = types.find((type) => terms.typesNotReturnable.includes(type));
  same('A type that is not exchangeable', barred, undefined);
}

/** R-OUT-5: one new paper that shows every return and purchase; none of an enrolment. */
function checkPapers(
  books: ReservationBooks,
  { events, on }: Pick<OperationOfStep, 'events' | 'on'>,
  returned: readonly BillingEventData['ReservationReturned'][],
): void {
  const issued = factsOf(events, 'InvoiceIssued');
  const methods = returned.flatMap(({ shares }) =>
    shares.map(({ chargeId }) => known(books.charges, chargeId, 'charge').paidBy.method),
  );
  const isBilled = methods.some((method) => method === 'invoice' || method === 'card');
  same('The new invoices of the exchange', issued.length, isBilled ? 1 : 0);
  const [paper] = issued;
  if (paper === undefined) return;
  same('Why the paper was issued', paper.why, 'Exchange');
  same('The day of the paper', paper.issuedOn, on);
  const charged = factsOf(events, 'ChargeMade');
  for (const { paidBy, chargeId } of charged)
    ensure(
      (paidBy.method === 'invoice' || paidBy.method === 'card') && paidBy.invoice === paper.number,
      () => `${chargeId} is not on ${paper.number}`,
    );
}

/** R-EXC-3: what was refused falls short, and hears by how much. */
function checkTooLow(
  sums: Sums,
  { required: least, shortBy, purchaseTotal, amounts }: TooLow,
): void {
  const { refunds, cancelled, commitments, purchases } = sums;
  ensure(purchases < required(sums), () => 'The exchange is enough, and was refused');
  same('What the purchases must reach', cents(least), required(sums));
  same('What the purchases come to', cents(purchaseTotal), purchases);
  same('By how much the exchange falls short', cents(shortBy), required(sums) - purchases);
  same('The money refunded', cents(amounts.refundTotal), refunds);
  same('The cancelled instalments', cents(amounts.cancelledInstalmentsTotal), cancelled);
  same('The remaining commitment', cents(amounts.remainingCommitmentTotal), commitments);
  same('The purchase total', cents(amounts.purchaseTotal), purchases);
  same('What is payable', cents(amounts.netPayable), purchases - refunds - cancelled);
}
