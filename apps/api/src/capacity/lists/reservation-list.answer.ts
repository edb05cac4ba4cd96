import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { pageOf } from '../answer-fields';
import { reservationAnswer } from '../reservations/reservation.answer';

const COUNT = z.int().min(0);

/** Azure's ReservationSummary. */
const summaryAnswer = z
  .strictObject({
    succeededCount: COUNT,
    failedCount: COUNT,
    expiringCount: COUNT,
    expiredCount: COUNT,
    pendingCount: COUNT,
    cancelledCount: COUNT,
    processingCount: COUNT,
    warningCount: COUNT,
    noBenefitCount: COUNT,
  })
  .meta({
    id: 'ReservationSummary',
    description:
      'How many reservations the caller sees, by displayProvisioningState, on all pages.',
  });

/** Azure's ReservationsListResult. */
export const reservationListAnswer = z
  .strictObject({ ...pageOf(reservationAnswer), summary: summaryAnswer })
  .meta({ id: 'ReservationsListResult' });

export class ReservationListAnswerDto extends createZodDto(reservationListAnswer) {}
