import { excess, type Money, sum } from '../../kernel/money';
import { ownDirectoryOf, ownedBy } from '../account/order-owner';
import { chargeFact } from '../charge/charge';
import { billedBy, chargeEnrolment } from '../charge/make-charge';
import { type ReservationToBuy } from '../commands';
import { type Principal } from '../events/account-events';
import { type ReservationPurchased } from '../events/reservation-events';
import {
  type LineId,
  type ReservationId,
  type ReservationOrderId,
  reservationOrderId,
} from '../ids';
import { emit, mint, type OperationInProgress } from '../operation-in-progress';
import { returnToCards } from '../papers/card-refunds';
import { replaceInvoices } from '../papers/replace-invoices';
import { placeOrder } from '../purchase/purchase';
import { type GrantedReturn } from '../return/granted-return';
import { type InvoicedRefunds, settleReturns } from '../return/settle-returns';

/** What is bought in an exchange, and by whom. */
export type ExchangePurchases = Readonly<{
  purchases: readonly ReservationToBuy[];
  buyer: Principal;
}>;

/** An order that the exchange placed. */
export type BoughtInExchange = Readonly<{
  orderId: ReservationOrderId;
  reservationId: ReservationId;
}>;

/** R-EXC-4: a refund and a purchase: refunds first, the new purchases billed in full, a new term from the day. */
export function carryOutExchange(
  operation: OperationInProgress,
  returns: readonly GrantedReturn[],
  { purchases, buyer }: ExchangePurchases,
): readonly BoughtInExchange[] {
  const firstOrderNumber = operation.account.ordersPlaced + 1;
  // R-ACC-1: the buyer is Owner where what is given back is.
  const tenantId = ownDirectoryOf(
    operation.account,
    returns.map(({ item }) => item),
  );
  const owned = ownedBy(buyer, operation, tenantId);
  const [invoiced] = settleReturns(operation, returns);
  const bought = purchases.map((item) => {
    const orderId = reservationOrderId(mint(operation, 'order'));
    const order = { orderId, ...owned, purchaseOf: 'Exchange' } as const;
    return placeOrder(operation, item, order).data;
  });
  if (invoiced === undefined) chargeAll(operation, bought);
  else billExchange(operation, invoiced, { bought, returns, firstOrderNumber });
  return bought.map(({ orderId, reservationId }) => ({ orderId, reservationId }));
}

/** R-OUT-1, R-OUT-2: of an enrolment each new charge is paid from the prepayment, refund credits included, or is overage. */
function chargeAll(
  operation: OperationInProgress,
  bought: readonly ReservationPurchased['data'][],
): void {
  for (const reservation of bought) chargeEnrolment(operation, { reservation, number: 1 });
}

/**
 * R-OUT-5: one new invoice repeats the lines of all that it replaces, and adds the refunds and the new
 * purchases. The refund is set against the purchases first, then credit, then the rest is due or charged.
 */
function billExchange(
  operation: OperationInProgress,
  invoiced: InvoicedRefunds,
  exchange: Readonly<{
    bought: readonly ReservationPurchased['data'][];
    returns: readonly GrantedReturn[];
    firstOrderNumber: number;
  }>,
): void {
  const { bought, returns, firstOrderNumber: orderNumber } = exchange;
  const { lines, total } = chargeOnInvoice(operation, invoiced, bought);
  const toCards = replaceInvoices(operation, {
    ...invoiced,
    why: 'Exchange',
    newLines: [...invoiced.newLines, ...lines],
    purchases: total,
    // R-PUR-4: in an exchange credit pays the new purchases only, and only what the refund left of them.
    credit: { limit: excess(total, invoiced.refund), charges: { of: 'order', orderNumber } },
    // R-PUR-4: what an exchange left pays also charges of the reservations it bought.
    retainedFor: { charges: 'OfOrdersFrom', orderNumber },
  });
  const [first] = returns;
  if (first === undefined) return;
  const { orderId, reservationId } = first.item;
  returnToCards(operation, toCards, { orderId, reservationId });
}

function chargeOnInvoice(
  operation: OperationInProgress,
  { number: invoice }: InvoicedRefunds,
  bought: readonly ReservationPurchased['data'][],
): Readonly<{ lines: readonly LineId[]; total: Money }> {
  const charges = bought.map((reservation) => {
    const paidBy = billedBy(operation.account, invoice);
    const charge = chargeFact(operation, { reservation, number: 1 }, paidBy);
    emit(operation, charge);
    return charge.data;
  });
  return {
    lines: charges.map(({ line }) => line.lineId),
    total: sum(
      operation.opened.currency,
      charges.map(({ amount }) => amount),
    ),
  };
}
