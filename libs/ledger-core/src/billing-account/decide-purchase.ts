import { addMonths } from '../kernel/calendar';
import { monthsOf } from '../catalogue/product';
import { billCharge } from './bill-charge';
import { type CommandContext, type PurchaseReservation } from './commands';
import { accepted, type Decision, rejected } from './decision';
import { reservationId } from './ids';
import {
  beginOperation,
  mint,
  nextOrderNumber,
  type OperationInProgress,
} from './operation-in-progress';
import { quoteOf, refusalOfPurchase } from './quote';
import { type ReservationPurchased } from './reservation-events';
import { type BillingAccount } from './state';

/** R-PUR-1 to R-PUR-5: a quote becomes an order with one reservation, its first charge and that charge's paper. */
export function decidePurchase(
  command: PurchaseReservation,
  state: BillingAccount,
  context: CommandContext,
): Decision {
  const { opened } = state;
  const { quote } = command;
  if (opened === undefined) return rejected({ code: 'BillingAccountUnknown' });
  if (quote.principal !== context.principal.id)
    return rejected({ code: 'QuoteOfAnotherPrincipal' });
  if (context.at >= quote.expiresAt)
    return rejected({ code: 'QuoteExpired', expiredAt: quote.expiresAt });
  const refusal = refusalOfPurchase(command, opened, context);
  if (refusal !== undefined) return rejected(refusal);

  // After this point the purchase succeeds.
  const operation = beginOperation(state, opened, context);
  const purchased = purchasedFact(operation, command, context);
  const { data } = purchased;
  operation.events.push(purchased);
  billCharge(operation, data, 1);
  return accepted(operation.events, { orderId: data.orderId, reservationId: data.reservationId });
}

function purchasedFact(
  operation: OperationInProgress,
  command: PurchaseReservation,
  { on, principal }: CommandContext,
): ReservationPurchased {
  const { product, exchangeRate } = command;
  const { unitPrice, commitment, instalments, explanation } = quoteOf(command, on);
  return {
    type: 'ReservationPurchased',
    data: {
      orderId: command.orderId,
      orderNumber: nextOrderNumber(operation),
      reservationId: reservationId(mint(operation, 'reservation')),
      product,
      quantity: command.quantity,
      billingPlan: command.billingPlan,
      unitPrice,
      commitment,
      instalments,
      listPrice: command.listPrice,
      ...(exchangeRate && { exchangeRate }),
      purchasedOn: on,
      expiresOn: addMonths(on, monthsOf(product.term)),
      displayName: command.displayName,
      billingSubscriptionId: command.billingSubscriptionId,
      appliedScope: command.appliedScope,
      instanceFlexibility: command.instanceFlexibility,
      renew: command.renew,
      owners: [principal.id],
      purchaseOf: 'Quote',
      explanation,
    },
  };
}
