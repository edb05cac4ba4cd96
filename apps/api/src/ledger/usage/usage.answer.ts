import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { accountIdAnswer, dayAnswer, guidAnswer } from '../answer-fields';

/** What an exchange might give back. */
export class ReturnListDto extends createZodDto(
  z
    .strictObject({
      reservationsToReturn: z.array(
        z.strictObject({
          reservationId: guidAnswer,
          quantity: z.int().min(1).describe('Whole units to give back.'),
        }),
      ),
    })
    .meta({ id: 'ReturnList' }),
) {}

/** What was reported. */
export class UsageReportDto extends createZodDto(
  z
    .strictObject({
      billingAccountId: accountIdAnswer,
      daysReported: z.int().min(1).describe('Days of reservations in this report.'),
      reportedOn: dayAnswer,
    })
    .meta({ id: 'UsageReport' }),
) {}
