import { z } from 'zod';
import {
  BILLING_PLANS,
  type Instalments,
  type OwnerTenant,
  RENEWAL_OBSTACLES,
  type RenewalNotPossible,
  type ReservationExpired,
  type ReservationPurchased,
  type ReservationRenewed,
} from '#ledger-core';
import { codec } from './codec';
import { explanation } from './explanation.parser';
import {
  appliedScope,
  instanceFlexibility,
  product,
  renewProperties,
} from './reservation-properties.parser';
import { exactly, oneOf, oneOfList } from './shapes';
import { count, day, exchangeRate, flag, ids, listPrice, money, ordinal, text } from './values';

export const reservationPurchased = codec<ReservationPurchased>(
  'ReservationPurchased',
  exactly<ReservationPurchased['data']>({
    orderId: ids.order,
    orderNumber: ordinal,
    reservationId: ids.reservation,
    product,
    quantity: ordinal,
    billingPlan: oneOfList(BILLING_PLANS),
    unitPrice: money,
    commitment: money,
    instalments: exactly<Instalments>({ count: ordinal, base: money, extra: count }),
    listPrice,
    exchangeRate: exchangeRate.exactOptional(),
    purchasedOn: day,
    expiresOn: day,
    displayName: text,
    billingSubscriptionId: ids.subscription,
    appliedScope,
    instanceFlexibility,
    renew: flag,
    renewProperties: renewProperties.exactOptional(),
    reviewDateTime: text.exactOptional(),
    owners: z.array(ids.principal),
    ownerTenants: z
      .array(exactly<OwnerTenant>({ principal: ids.principal, tenantId: ids.tenant }))
      .min(1)
      .exactOptional(),
    tenantId: ids.tenant.exactOptional(),
    purchaseOf: oneOf<ReservationPurchased['data']['purchaseOf']>({
      Quote: true,
      Exchange: true,
      Renewal: true,
    }),
    explanation,
  }),
);

export const reservationExpired = codec<ReservationExpired>(
  'ReservationExpired',
  exactly<ReservationExpired['data']>({
    orderId: ids.order,
    reservationId: ids.reservation,
    quantity: ordinal,
    expiredOn: day,
  }),
);

export const reservationRenewed = codec<ReservationRenewed>(
  'ReservationRenewed',
  exactly<ReservationRenewed['data']>({
    orderId: ids.order,
    reservationId: ids.reservation,
    renewedOn: day,
    newOrderId: ids.order,
    newReservationId: ids.reservation,
  }),
);

export const renewalNotPossible = codec<RenewalNotPossible>(
  'RenewalNotPossible',
  exactly<RenewalNotPossible['data']>({
    orderId: ids.order,
    reservationId: ids.reservation,
    on: day,
    why: oneOfList(RENEWAL_OBSTACLES),
  }),
);
