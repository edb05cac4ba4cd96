import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { pageOf, RESERVATION_ID, REVISION_ID } from '../answer-fields';
import { reservationFrame, reservationProperties } from './reservation.answer';

/** What a split, a merge and the list of revisions show of a reservation: less than the reservation itself does. */
export const shownProperties = reservationProperties.pick({
  appliedScopeType: true,
  appliedScopes: true,
  appliedScopeProperties: true,
  quantity: true,
  provisioningState: true,
  benefitStartTime: true,
  displayName: true,
  effectiveDateTime: true,
  extendedStatusInfo: true,
  lastUpdatedDateTime: true,
  reservedResourceType: true,
  instanceFlexibility: true,
  skuDescription: true,
  splitProperties: true,
  mergeProperties: true,
  renew: true,
  archived: true,
});

/** A reservation as one of its changes left it. */
export const revisionAnswer = z
  .strictObject({
    id: REVISION_ID,
    name: z
      .string()
      .regex(/^[1-9][0-9]*$/)
      .describe('The etag that the reservation had with it.'),
    type: z.literal('Microsoft.Capacity/reservationOrders/reservations/revisions'),
    ...reservationFrame,
    properties: z.strictObject({
      ...shownProperties.shape,
      expiryDateTime: reservationProperties.shape.expiryDateTime,
    }),
  })
  .meta({ id: 'ReservationRevision' });

/** What a split or merge answers. */
export const revisionsAnswer = z.array(revisionAnswer).meta({ id: 'ReservationRevisions' });

export class RevisionsAnswerDto extends createZodDto(revisionsAnswer) {}

export const revisionListAnswer = z
  .strictObject(pageOf(revisionAnswer))
  .meta({ id: 'ReservationRevisionList' });

export class RevisionListAnswerDto extends createZodDto(revisionListAnswer) {}

/** A reservation as the result of a split or merge shows it. */
export const changedReservationAnswer = z
  .strictObject({
    id: RESERVATION_ID,
    name: z.string().describe('`{order id}/{reservation id}`.'),
    type: z.literal('Microsoft.Capacity/reservationOrders/reservations'),
    ...reservationFrame,
    properties: z.strictObject({
      ...shownProperties.shape,
      expiryDate: reservationProperties.shape.expiryDate,
    }),
  })
  .meta({ id: 'ChangedReservation' });

export const changedReservationsAnswer = z
  .array(changedReservationAnswer)
  .meta({ id: 'ChangedReservations' });

export class ChangedReservationsAnswerDto extends createZodDto(changedReservationsAnswer) {}
