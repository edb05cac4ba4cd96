import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { APPLIED_ORDER_ID, pageOf } from '../answer-fields';

/** Azure's AppliedReservations. */
export const appliedOrdersAnswer = z
  .strictObject({
    id: z.string(),
    name: z.literal('default'),
    type: z.literal('Microsoft.Capacity/AppliedReservations'),
    properties: z.strictObject({
      reservationOrderIds: z.strictObject(pageOf(APPLIED_ORDER_ID)),
    }),
  })
  .meta({ id: 'AppliedReservations' });

export class AppliedOrdersAnswerDto extends createZodDto(appliedOrdersAnswer) {}
