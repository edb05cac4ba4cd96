import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const count = z.int().min(0);

/** What became of each row of a list. */
export class ImportedPricesDto extends createZodDto(
  z
    .strictObject({
      imported: count.describe('Rows whose price is new.'),
      unchanged: count.describe('Rows that were known as they are.'),
      leftOut: z
        .array(
          z.strictObject({
            row: count.describe('Its place in `Items`, from 0.'),
            why: z.string(),
          }),
        )
        .describe(
          'Rows that are no price of a reservation that the ledger sells, each with its reason.',
        ),
    })
    .meta({ id: 'ImportedPrices' }),
) {}
