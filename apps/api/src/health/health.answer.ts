import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const part = z
  .strictObject({
    ready: z.boolean(),
    why: z.string().exactOptional().describe('What is wrong, for whoever runs the ledger.'),
  })
  .meta({ id: 'Part', description: 'Whether one part of the ledger answers, and is current.' });

/** The process answers. */
export class LivenessDto extends createZodDto(
  z.strictObject({ status: z.literal('live') }).meta({ id: 'Liveness' }),
) {}

/** Whether the ledger can be worked with. */
export class ReadinessDto extends createZodDto(
  z
    .strictObject({
      status: z.enum(['ready', 'notReady']).describe('`ready` exactly when every part is.'),
      parts: z.strictObject({
        database: part.describe('The tables that are read.'),
        migrations: part.describe('Whether the tables are of this version.'),
        eventStore: part.describe('The log that is written.'),
        projection: part.describe('Whether the tables follow the log.'),
        policyTerms: part.describe('Whether the published terms can be read.'),
        exchangeRates: part.describe('Whether the published rates can be read.'),
        accounts: z
          .strictObject({
            ready: z.boolean(),
            why: z.string().exactOptional(),
            parked: z.int().min(0).exactOptional().describe('How many; absent when not known.'),
          })
          .describe('Accounts whose history cannot be read: they stop nobody else.'),
      }),
    })
    .meta({ id: 'Readiness' }),
) {}
