import { z } from 'zod';
import {
  type OrderDirectoryChanged,
  type OwnerAdded,
  type OwnerRemoved,
  type ReservationArchived,
  type ReservationChanges,
  type ReservationsMerged,
  type ReservationSplit,
  type ReservationSwapped,
  type ReservationUnarchived,
  type ReservationUpdated,
  type SplitDestination,
} from '#ledger-core';
import { codec } from './codec';
import {
  appliedScope,
  instanceFlexibility,
  renewProperties,
} from './reservation-properties.parser';
import { chargeShare } from './reservation-returned.codec';
import { exactly } from './shapes';
import { day, flag, ids, ordinal, text } from './values';

export const reservationSplit = codec<ReservationSplit>(
  'ReservationSplit',
  exactly<ReservationSplit['data']>({
    orderId: ids.order,
    reservationId: ids.reservation,
    destinations: z.array(
      exactly<SplitDestination>({
        reservationId: ids.reservation,
        quantity: ordinal,
        shares: z.array(chargeShare),
        displayName: text,
      }),
    ),
    splitOn: day,
  }),
);

export const reservationsMerged = codec<ReservationsMerged>(
  'ReservationsMerged',
  exactly<ReservationsMerged['data']>({
    orderId: ids.order,
    sources: z.array(ids.reservation),
    destination: exactly<ReservationsMerged['data']['destination']>({
      reservationId: ids.reservation,
      quantity: ordinal,
      shares: z.array(chargeShare),
      displayName: text,
      billingSubscriptionId: ids.subscription,
      appliedScope,
      instanceFlexibility,
      renew: flag,
    }),
    mergedOn: day,
  }),
);

export const reservationSwapped = codec<ReservationSwapped>(
  'ReservationSwapped',
  exactly<ReservationSwapped['data']>({
    orderId: ids.order,
    reservationId: ids.reservation,
    fromSkuName: text,
    toSkuName: text,
    swappedOn: day,
  }),
);

export const reservationUpdated = codec<ReservationUpdated>(
  'ReservationUpdated',
  exactly<ReservationUpdated['data']>({
    orderId: ids.order,
    reservationId: ids.reservation,
    changes: exactly<ReservationChanges>({
      displayName: text.exactOptional(),
      appliedScope: appliedScope.exactOptional(),
      billingSubscriptionId: ids.subscription.exactOptional(),
      instanceFlexibility: instanceFlexibility.exactOptional(),
      renew: flag.exactOptional(),
      renewProperties: renewProperties.exactOptional(),
      reviewDateTime: text.exactOptional(),
    }),
    updatedOn: day,
  }),
);

export const reservationArchived = codec<ReservationArchived>(
  'ReservationArchived',
  exactly<ReservationArchived['data']>({
    orderId: ids.order,
    reservationId: ids.reservation,
    on: day,
  }),
);

export const reservationUnarchived = codec<ReservationUnarchived>(
  'ReservationUnarchived',
  exactly<ReservationUnarchived['data']>({
    orderId: ids.order,
    reservationId: ids.reservation,
    on: day,
  }),
);

export const ownerAdded = codec<OwnerAdded>(
  'OwnerAdded',
  exactly<OwnerAdded['data']>({
    orderId: ids.order,
    principal: ids.principal,
    owners: z.array(ids.principal),
    on: day,
  }),
);

export const ownerRemoved = codec<OwnerRemoved>(
  'OwnerRemoved',
  exactly<OwnerRemoved['data']>({
    orderId: ids.order,
    principal: ids.principal,
    owners: z.array(ids.principal),
    on: day,
  }),
);

export const orderDirectoryChanged = codec<OrderDirectoryChanged>(
  'OrderDirectoryChanged',
  exactly<OrderDirectoryChanged['data']>({
    orderId: ids.order,
    tenantId: ids.tenant,
    owners: z.array(ids.principal),
    formerOwners: z.array(ids.principal),
    changedOn: day,
  }),
);
