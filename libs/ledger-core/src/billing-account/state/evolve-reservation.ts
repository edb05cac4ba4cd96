import {
  type OrderDirectoryChanged,
  type OwnerAdded,
  type OwnerRemoved,
  type ReservationArchived,
  type ReservationExpired,
  type ReservationPurchased,
  type ReservationSwapped,
  type ReservationUnarchived,
  type ReservationUpdated,
} from '../events/reservation-events';
import { markDue } from './due-days';
import { closeReservation } from './evolve-shares';
import { known } from './known';
import { type AccountDraft, type OrderState } from './state';

export function evolveReservationPurchased(
  draft: AccountDraft,
  data: ReservationPurchased['data'],
): void {
  const { orderId, orderNumber, reservationId, product } = data;
  draft.ordersPlaced = orderNumber;
  draft.orders.set(orderId, orderOf(data));
  draft.reservations.set(reservationId, {
    orderId,
    product,
    boughtProduct: product,
    quantity: data.quantity,
    billingPlan: data.billingPlan,
    unitPrice: data.unitPrice,
    listPrice: data.listPrice,
    ...(data.exchangeRate && { exchangeRate: data.exchangeRate }),
    instalments: data.instalments,
    purchasedOn: data.purchasedOn,
    expiresOn: data.expiresOn,
    status: 'Active',
    chargedInstalments: 0,
    nextDueOn: undefined,
    shares: [],
    renew: data.renew,
    renewProperties: data.renewProperties,
    displayName: data.displayName,
    billingSubscriptionId: data.billingSubscriptionId,
    appliedScope: data.appliedScope,
    instanceFlexibility: data.instanceFlexibility,
    ...(data.reviewDateTime !== undefined && { reviewDateTime: data.reviewDateTime }),
    archived: false,
    cameFrom: [],
  });
  markDue(draft.dueDays, data.expiresOn, reservationId);
}

function orderOf({
  orderNumber,
  owners,
  ownerTenants = [],
  tenantId,
  reservationId,
}: ReservationPurchased['data']): OrderState {
  return {
    orderNumber,
    owners,
    ownerTenants,
    ...(tenantId !== undefined && { tenantId }),
    reservations: [reservationId],
  };
}

export function evolveReservationExpired(
  draft: AccountDraft,
  data: ReservationExpired['data'],
): void {
  closeReservation(draft, data.reservationId, 'Expired');
}

export function evolveReservationSwapped(
  draft: AccountDraft,
  { reservationId, toSkuName }: ReservationSwapped['data'],
): void {
  const reservation = known(draft.reservations, reservationId, 'reservation');
  reservation.product = { ...reservation.product, skuName: toSkuName };
}

export function evolveReservationUpdated(
  draft: AccountDraft,
  { reservationId, changes }: ReservationUpdated['data'],
): void {
  Object.assign(known(draft.reservations, reservationId, 'reservation'), changes);
}

export function evolveReservationArchived(
  draft: AccountDraft,
  { reservationId }: ReservationArchived['data'],
): void {
  known(draft.reservations, reservationId, 'reservation').archived = true;
}

export function evolveReservationUnarchived(
  draft: AccountDraft,
  { reservationId }: ReservationUnarchived['data'],
): void {
  known(draft.reservations, reservationId, 'reservation').archived = false;
}

export function evolveOwners(
  draft: AccountDraft,
  { orderId, owners }: OwnerAdded['data'] | OwnerRemoved['data'],
): void {
  const order = known(draft.orders, orderId, 'order');
  order.owners = owners;
  order.ownerTenants = order.ownerTenants.filter(({ principal }) => owners.includes(principal));
}

export function evolveOrderDirectoryChanged(
  draft: AccountDraft,
  { orderId, tenantId, owners }: OrderDirectoryChanged['data'],
): void {
  Object.assign(known(draft.orders, orderId, 'order'), { tenantId, owners, ownerTenants: [] });
}
