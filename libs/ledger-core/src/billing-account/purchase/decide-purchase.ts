import { ownedBy } from '../account/order-owner';
import { refusalOfPurchaseFor } from '../account/refuse-subscription';
import { type CommandContext, type PurchaseReservation } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { beginOperation } from '../operation-in-progress';
import { type Rejection } from '../rejections';
import { refusalOfRenewal } from '../reservations/refuse-renewal';
import { type OpenedAccount } from '../state/state';
import { purchase } from './purchase';
import { refusalOfPurchase } from './quote';

/** R-PUR-1 to R-PUR-5: a quote becomes an order with one reservation, its first charge and that charge's paper. */
export function decidePurchase(
  command: PurchaseReservation,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { orderId } = command;
  const refusal =
    refusalOfQuote(command, state, context) ??
    refusalOfPurchase(command, state, context) ??
    refusalOfPurchaseFor(state, command, command.accountOf) ??
    refusalOfRenewal(command.renewProperties, command);
  if (refusal !== undefined) return rejected(refusal);

  // After this point the purchase succeeds.
  const operation = beginOperation(state, context);
  const order = { orderId, ...ownedBy(context.principal, operation), purchaseOf: 'Quote' } as const;
  const { reservationId } = purchase(operation, command, order);
  return accepted(operation.events, { orderId, reservationId });
}

/** R-PUR-1: a quote is its asker's, lives 15 minutes of business time and is used once. */
function refusalOfQuote(
  { quote, orderId }: PurchaseReservation,
  state: OpenedAccount,
  { principal, at }: CommandContext,
): Rejection | undefined {
  if (quote.principal !== principal.id) return { code: 'QuoteOfAnotherPrincipal' };
  if (at >= quote.expiresAt) return { code: 'QuoteExpired', expiredAt: quote.expiresAt };
  if (state.orders.has(orderId)) return { code: 'ReservationOrderExists', orderId };
  return undefined;
}
