import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { instantField } from '../../http/input/instant-field';
import { dayField } from '../fields';

export class RunDaysDto extends createZodDto(
  z.strictObject({ through: dayField.describe('The last day to run, at most business today.') }),
) {}

export class SetClockDto extends createZodDto(
  z.strictObject({ to: instantField.describe('Not before the time the clock shows.') }),
) {}

/** Rows of a price list may carry any field: it is taken as it was downloaded. */
export class PriceListDto extends createZodDto(
  z.looseObject({
    Items: z
      .array(z.unknown())
      .describe(
        'Rows of the Azure Retail Prices API; the operation says which members of one count.',
      ),
  }),
) {}
