import { type ExchangeRate, type ListPrice } from '../../catalogue/price';
import { isConvertible } from '../../policy/price.policy';
import { type ReservationToBuy } from '../commands';
import { type RenewalObstacle } from '../events/reservation-events';
import { type ReservationId, reservationOrderId } from '../ids';
import { emit, mint, type OperationInProgress } from '../operation-in-progress';
import { purchase } from '../purchase/purchase';
import { known } from '../state/known';
import { type BillingAccount, type ReservationState } from '../state/state';

/** The price of the day for what is bought again; `listPrice` is absent when it is listed no longer. */
export type RenewalPrice = Readonly<{ listPrice?: ListPrice; exchangeRate?: ExchangeRate }>;
export type RenewalPrices = ReadonlyMap<ReservationId, RenewalPrice>;

/** A reservation is over; one whose `renew` is on is bought again on the same day (R-PUR-6). */
export function expireReservation(
  operation: OperationInProgress,
  id: ReservationId,
  prices: RenewalPrices,
): void {
  const reservation = known(operation.account.reservations, id, 'reservation');
  const { orderId, quantity, renew } = reservation;
  const { on } = operation.context;
  emit(operation, {
    type: 'ReservationExpired',
    data: { orderId, reservationId: id, quantity, expiredOn: on },
  });
  if (renew) renewReservation(operation, { id, reservation, price: known(prices, id, 'renewal') });
}

type Renewal = Readonly<{
  id: ReservationId;
  reservation: Readonly<ReservationState>;
  price: RenewalPrice;
}>;

/** R-PUR-6: at the price of the day, with its renew properties or else the same again; what stands in the way is recorded. */
function renewReservation(operation: OperationInProgress, renewal: Renewal): void {
  const { id: reservationId, reservation } = renewal;
  const { orderId } = reservation;
  const { on } = operation.context;
  const bought = toBuyAgain(operation.account, renewal);
  if (typeof bought === 'string') {
    emit(operation, {
      type: 'RenewalNotPossible',
      data: { orderId, reservationId, on, why: bought },
    });
    return;
  }
  const newOrderId = reservationOrderId(mint(operation, 'order'));
  const { owners, ownerTenants, tenantId } = known(operation.account.orders, orderId, 'order');
  const owned = { owners, ownerTenants, tenantId };
  const order = { orderId: newOrderId, ...owned, purchaseOf: 'Renewal' } as const;
  const { reservationId: newReservationId } = purchase(operation, bought, order);
  emit(operation, {
    type: 'ReservationRenewed',
    data: { orderId, reservationId, renewedOn: on, newOrderId, newReservationId },
  });
}

function toBuyAgain(
  account: BillingAccount,
  { reservation, price }: Renewal,
): ReservationToBuy | RenewalObstacle {
  const { listPrice, exchangeRate } = price;
  if (account.transfer?.done === true) return 'ProgramTransferred';
  if (listPrice === undefined) return 'ListedNoLonger';
  const { renewProperties = {} } = reservation;
  const bought: ReservationToBuy = {
    product: reservation.product,
    quantity: reservation.quantity,
    billingPlan: reservation.billingPlan,
    displayName: reservation.displayName,
    billingSubscriptionId: reservation.billingSubscriptionId,
    appliedScope: reservation.appliedScope,
    instanceFlexibility: reservation.instanceFlexibility,
    renew: true,
    ...renewProperties,
    listPrice,
    ...(exchangeRate && { exchangeRate }),
  };
  return obstacleTo(account, bought) ?? bought;
}

function obstacleTo(
  { opened }: BillingAccount,
  { listPrice, exchangeRate }: ReservationToBuy,
): RenewalObstacle | undefined {
  const isPayable = opened !== undefined && isConvertible(listPrice, opened.currency, exchangeRate);
  return isPayable ? undefined : 'ExchangeRateUnknown';
}
