import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { BILLING_PLANS, RESOURCE_TYPES, TERMS } from '#ledger-core';
import { DISPLAY_STATES, PROVISIONING_STATES, RENEW_STATES, SHOWN_SCOPE_TYPES } from '#read-models';
import { DAY, GUID_TEXT, INSTANT, pageOf, RESERVATION_ID, SUBSCRIPTION_ID } from '../answer-fields';
import { appliedScopeAnswer } from '../scopes/applied-scope.answer';
import { renewalAnswer } from './renewal.answer';
import { relationsAnswer } from './reservation-relations.answer';
import { utilizationAnswer } from './utilization.answer';

/** Azure's ExtendedStatusInfo; the code is one of its ReservationStatusCode. */
export const statusAnswer = z
  .strictObject({
    statusCode: z.enum(['None', 'Split', 'Merged', 'Expired']),
    message: z.string(),
  })
  .meta({ id: 'ExtendedStatusInfo', description: 'Why a reservation is over.' });

const datesAnswer = {
  expiryDate: DAY,
  expiryDateTime: INSTANT,
  purchaseDate: DAY,
  purchaseDateTime: INSTANT,
  benefitStartTime: INSTANT,
  effectiveDateTime: INSTANT.describe('Since when it stands as it is shown.'),
  lastUpdatedDateTime: INSTANT,
};

export const reservationProperties = z.strictObject({
  reservedResourceType: z.enum(RESOURCE_TYPES),
  userFriendlyRenewState: z
    .enum(RENEW_STATES)
    .describe('Whether it will be bought again when it expires, or was.'),
  skuDescription: z.string(),
  renew: z.boolean(),
  archived: z.boolean(),
  quantity: z
    .int()
    .min(1)
    .describe('Its units; of a returned one the units returned, a sibling holds the rest.'),
  ...appliedScopeAnswer,
  displayName: z.string(),
  provisioningState: z
    .enum(PROVISIONING_STATES)
    .describe(
      'Succeeded is active. Cancelled was returned, split or merged: extendedStatusInfo says which.',
    ),
  term: z.enum(TERMS),
  displayProvisioningState: z
    .enum(DISPLAY_STATES)
    .describe('For display; an active reservation is Expiring in its last 30 days.'),
  userFriendlyAppliedScopeType: z.enum(SHOWN_SCOPE_TYPES),
  ...datesAnswer,
  instanceFlexibility: z.enum(['On', 'Off']),
  billingPlan: z.enum(BILLING_PLANS),
  billingScopeId: SUBSCRIPTION_ID,
  ...relationsAnswer,
  reviewDateTime: INSTANT.exactOptional(),
  extendedStatusInfo: statusAnswer.exactOptional(),
  renewProperties: renewalAnswer
    .describe('What will be bought when it expires; there with `$expand=renewProperties`.')
    .exactOptional(),
  utilization: utilizationAnswer.exactOptional(),
});

/** What stands beside the properties of a reservation, whichever way it is shown. */
export const reservationFrame = {
  location: z.string(),
  etag: z.int().min(1).describe('Rises with every change; it names the revision.'),
  sku: z.strictObject({ name: z.string() }),
};

/** Azure's ReservationResponse. */
export const reservationAnswer = z
  .strictObject({
    id: RESERVATION_ID,
    name: GUID_TEXT.describe('The reservation id by itself.'),
    type: z.literal('microsoft.capacity/reservationOrders/reservations'),
    ...reservationFrame,
    properties: reservationProperties,
  })
  .meta({ id: 'ReservationResponse' });

export class ReservationAnswerDto extends createZodDto(reservationAnswer) {}

/** The reservations of one order, all on one page. */
export const reservationsOfOrderAnswer = z
  .strictObject({ value: pageOf(reservationAnswer).value })
  .meta({ id: 'ReservationList' });

export class ReservationsOfOrderAnswerDto extends createZodDto(reservationsOfOrderAnswer) {}
