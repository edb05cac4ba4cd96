import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** Azure's AvailableScopeProperties. */
export const availableScopesAnswer = z
  .strictObject({
    properties: z.strictObject({
      scopes: z
        .array(z.strictObject({ scope: z.string(), valid: z.boolean() }))
        .describe('Each scope as it was asked for, in the order asked.'),
    }),
  })
  .meta({ id: 'AvailableScopeProperties' });

export class AvailableScopesAnswerDto extends createZodDto(availableScopesAnswer) {}
