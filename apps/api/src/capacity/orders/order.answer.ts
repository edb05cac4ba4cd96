import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { BILLING_PLANS, TERMS } from '#ledger-core';
import { PROVISIONING_STATES } from '#read-models';
import { DAY, GUID_TEXT, INSTANT, ORDER_ID, pageOf, RESERVATION_ID_INSIDE } from '../answer-fields';
import { planAnswer } from './plan.answer';

const frame = {
  id: ORDER_ID,
  name: GUID_TEXT.describe('The order id by itself.'),
  type: z.literal('microsoft.capacity/reservationOrders'),
  etag: z.int().min(1).describe('Rises with every change of the order.'),
};

const always = {
  term: z.enum(TERMS),
  billingPlan: z.enum(BILLING_PLANS),
  originalQuantity: z.int().min(1).describe('The units bought.'),
  billingAccountId: z.string().regex(/^\/providers\/Microsoft\.Billing\/billingAccounts\/[^/]+$/),
  reservations: z.array(z.strictObject({ id: RESERVATION_ID_INSIDE })),
};

/** Azure's ReservationOrderResponse. */
export const orderAnswer = z
  .strictObject({
    ...frame,
    properties: z.strictObject({
      ...always,
      displayName: z.string(),
      requestDateTime: INSTANT,
      createdDateTime: INSTANT,
      benefitStartTime: INSTANT,
      expiryDate: DAY,
      expiryDateTime: INSTANT,
      reviewDateTime: INSTANT.exactOptional(),
      provisioningState: z
        .enum(PROVISIONING_STATES)
        .describe('Succeeded as long as one of its reservations is active.'),
      planInformation: planAnswer
        .describe('The schedule of payments; there with `$expand=schedule`.')
        .exactOptional(),
    }),
  })
  .meta({ id: 'ReservationOrderResponse' });

export class OrderAnswerDto extends createZodDto(orderAnswer) {}

/** An order that was just bought: the same, as far as it is known before it can be read. */
export const newOrderAnswer = z
  .strictObject({
    ...frame,
    properties: z.strictObject({
      ...always,
      displayName: z.string().exactOptional(),
      provisioningState: z.literal('Creating'),
    }),
  })
  .meta({ id: 'ReservationOrderCreating' });

export class NewOrderAnswerDto extends createZodDto(newOrderAnswer) {}

/** Azure's ReservationOrderList. */
export const orderListAnswer = z
  .strictObject(pageOf(orderAnswer))
  .meta({ id: 'ReservationOrderList' });

export class OrderListAnswerDto extends createZodDto(orderListAnswer) {}
