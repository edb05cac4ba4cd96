import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { dayField } from '../fields';

export class StatementQueryDto extends createZodDto(
  z.strictObject({
    on: dayField.exactOptional().describe('The day asked about; business today when left out.'),
  }),
) {}
