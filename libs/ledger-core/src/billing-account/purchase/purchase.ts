import { monthsOf } from '../../catalogue/product';
import { addMonths } from '../../kernel/calendar';
import { makeCharge } from '../charge/make-charge';
import { type ReservationToBuy } from '../commands';
import { type OwnerTenant, type ReservationPurchased } from '../events/reservation-events';
import { type PrincipalId, reservationId, type ReservationOrderId, type TenantId } from '../ids';
import { emit, mint, type OperationInProgress } from '../operation-in-progress';
import { quoteOf } from './quote';

/** On whose behalf, and how, an order came about. */
export type OrderToPlace = Readonly<{
  orderId: ReservationOrderId;
  owners: readonly PrincipalId[];
  ownerTenants: readonly OwnerTenant[];
  /** The directory of the order it comes from, if that has one of its own. */
  tenantId?: TenantId | undefined;
  purchaseOf: ReservationPurchased['data']['purchaseOf'];
}>;

/** R-PUR-1 to R-PUR-5: an order with one reservation, its first charge and how that is paid. */
export function purchase(
  operation: OperationInProgress,
  bought: ReservationToBuy,
  order: OrderToPlace,
): ReservationPurchased['data'] {
  const { data } = placeOrder(operation, bought, order);
  makeCharge(operation, data, 1);
  return data;
}

/** The order by itself: in an exchange its charge joins the one new invoice (R-OUT-5). */
export function placeOrder(
  operation: OperationInProgress,
  bought: ReservationToBuy,
  order: OrderToPlace,
): ReservationPurchased {
  const { on } = operation.context;
  const { product, exchangeRate, renewProperties, reviewDateTime } = bought;
  const { unitPrice, commitment, instalments, explanation } = quoteOf(bought, on);
  const purchased: ReservationPurchased = {
    type: 'ReservationPurchased',
    data: {
      orderId: order.orderId,
      orderNumber: operation.account.ordersPlaced + 1,
      reservationId: reservationId(mint(operation, 'reservation')),
      product,
      quantity: bought.quantity,
      billingPlan: bought.billingPlan,
      unitPrice,
      commitment,
      instalments,
      listPrice: bought.listPrice,
      ...(exchangeRate && { exchangeRate }),
      purchasedOn: on,
      expiresOn: addMonths(on, monthsOf(product.term)),
      displayName: bought.displayName,
      billingSubscriptionId: bought.billingSubscriptionId,
      appliedScope: bought.appliedScope,
      instanceFlexibility: bought.instanceFlexibility,
      renew: bought.renew,
      ...(renewProperties && { renewProperties }),
      ...(reviewDateTime !== undefined && { reviewDateTime }),
      ...ownedFact(order),
      purchaseOf: order.purchaseOf,
      explanation,
    },
  };
  emit(operation, purchased);
  return purchased;
}

/** R-PUR-3: the buyer becomes Owner; of a renewal, the owners of the old order (R-PUR-6). */
function ownedFact({
  owners,
  ownerTenants,
  tenantId,
}: OrderToPlace): Pick<ReservationPurchased['data'], 'owners' | 'ownerTenants' | 'tenantId'> {
  return {
    owners,
    ...(ownerTenants.length > 0 && { ownerTenants }),
    ...(tenantId !== undefined && { tenantId }),
  };
}
