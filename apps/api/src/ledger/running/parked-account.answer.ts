import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { accountIdAnswer, guidAnswer } from '../answer-fields';

const parkedStream = z
  .strictObject({
    stream: z.string().describe('As `ledger unpark` takes it.'),
    billingAccountId: accountIdAnswer
      .exactOptional()
      .describe('The account that the stream is of, or was measured for.'),
    revision: z
      .string()
      .regex(/^\d+$/)
      .describe('Of the event that could not be read, counted from 0.'),
    eventId: guidAnswer,
    reason: z.string(),
    parkedOn: z.iso.datetime().describe('When it was found, by the machine’s clock.'),
  })
  .meta({ id: 'ParkedStream', description: 'A history that cannot be read past an event.' });

/** What is parked. */
export class ParkedAccountsDto extends createZodDto(
  z.strictObject({ value: z.array(parkedStream) }).meta({ id: 'ParkedAccounts' }),
) {}
