import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { accountIdField, dayField } from '../fields';

export class ProgramTransferDto extends createZodDto(
  z.strictObject({
    toBillingAccountId: accountIdField.describe(
      'The account of the customer’s new programme: a MicrosoftPartnerAgreement of the same currency.',
    ),
    on: dayField.describe('Business today or later.'),
  }),
) {}
