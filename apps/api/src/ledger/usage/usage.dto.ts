import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { EXCHANGE_LINES_MAX } from '#ledger-core';
import { reservationIdText } from '../../capacity/resource-id';
import { dayField } from '../fields';

const QUANTITY_TEXT_MAX = 64;
const AUTOFILL_MODES = ['refundAll', 'optimizeUtilization'] as const;

/** How many days and what quantities a report may have, the core says. */
export class ReportUsageDto extends createZodDto(
  z.strictObject({
    days: z
      .array(
        z.strictObject({
          reservationId: reservationIdText.describe(
            'A reservation of the account: its GUID, or its full resource id.',
          ),
          on: dayField.describe('At most business today.'),
          usedQuantity: z
            .union([z.string().max(QUANTITY_TEXT_MAX), z.number()])
            .transform(String)
            .describe('Units used on that day, from 0: decimal text such as "2.5", or a number.'),
        }),
      )
      .describe('1 to 3,000 days of reservations; of a day named twice the last counts.'),
  }),
) {}

export class AutofillDto extends createZodDto(
  z.strictObject({
    reservations: z
      .array(reservationIdText)
      .min(1)
      .max(EXCHANGE_LINES_MAX)
      .describe('Bare GUIDs or full resource ids.'),
    mode: z
      .enum(AUTOFILL_MODES)
      .describe('Everything, or as much as was not used in the last 7 days.'),
  }),
) {}
