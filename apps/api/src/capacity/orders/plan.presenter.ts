import { instalment, instalmentDueOn, instalmentsOf, Money } from '#ledger-core';
import { type ChargeView, type OrderView } from '#read-models';
import { type BodyOf } from '../../http/body-of';
import { type planAnswer } from './plan.answer';
import { type Price, priceOf } from '../price.presenter';

type PlanBody = BodyOf<typeof planAnswer>;

type Payment = PlanBody['transactions'][number];

/** An instalment of some units in the currency of the price list, split as the billed price is (R-PUR-2). */
function listed(order: OrderView, number: number, quantity: number): Price {
  const unit = instalment(instalmentsOf(order.listUnitPrice, order.instalments.count), number);
  return priceOf(Money.times(unit, quantity));
}

function paid(order: OrderView, charges: readonly ChargeView[], first: ChargeView): Payment {
  const amounts = charges.map(({ amount }) => amount);
  const quantity = charges.reduce((running, charge) => running + charge.quantity, 0);
  return {
    dueDate: first.periodFrom,
    paymentDate: first.chargedOn,
    status: 'Succeeded',
    pricingCurrencyTotal: listed(order, first.instalment, quantity),
    billingCurrencyTotal: priceOf(Money.sum(order.commitment.currency, amounts)),
    billingAccount: order.billingAccountId,
  };
}

/** What is still to come is owed for the quantity that is active; with none it is cancelled as it was planned. */
function unpaid(order: OrderView, number: number): Payment {
  const active = order.reservations.filter(({ state }) => state === 'Succeeded');
  const left = active.reduce((running, { quantity }) => running + quantity, 0);
  return {
    dueDate: instalmentDueOn(order.purchasedOn, number),
    paymentDate: null,
    status: left > 0 ? 'Scheduled' : 'Cancelled',
    pricingCurrencyTotal: listed(order, number, left > 0 ? left : order.originalQuantity),
    billingCurrencyTotal: null,
    billingAccount: order.billingAccountId,
  };
}

/** Every payment of an order, made, to come or cancelled, in the order in which they fall due. */
export function presentPlan(order: OrderView, charges: readonly ChargeView[]): PlanBody {
  const numbers = Array.from({ length: order.instalments.count }, (_, index) => index + 1);
  const due = order.reservations.flatMap(({ state, nextDueOn }) =>
    state === 'Succeeded' && nextDueOn !== undefined ? [nextDueOn] : [],
  );
  return {
    pricingCurrencyTotal: priceOf(Money.times(order.listUnitPrice, order.originalQuantity)),
    startDate: order.purchasedOn,
    nextPaymentDueDate: due.sort()[0] ?? null,
    transactions: numbers.map((number) => {
      const made = charges.filter((charge) => charge.instalment === number);
      const [first] = made;
      return first === undefined ? unpaid(order, number) : paid(order, made, first);
    }),
  };
}
