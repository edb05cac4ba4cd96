import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** Azure's OperationResponse. */
export const providerOperationAnswer = z
  .strictObject({
    name: z.string().regex(/^Microsoft\.Capacity\//),
    isDataAction: z.literal(false),
    display: z.strictObject({
      provider: z.string(),
      resource: z.string(),
      operation: z.string(),
      description: z.string(),
    }),
  })
  .meta({ id: 'OperationResponse' });

export const providerOperationsAnswer = z
  .strictObject({ value: z.array(providerOperationAnswer) })
  .meta({ id: 'OperationList' });

export class ProviderOperationsAnswerDto extends createZodDto(providerOperationsAnswer) {}
