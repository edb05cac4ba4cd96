import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import {
  accountIdAnswer,
  dayAnswer,
  documentNumberAnswer,
  guidAnswer,
  moneyAnswer,
} from '../answer-fields';

/** A payment as it was recorded. */
export class RecordedPaymentDto extends createZodDto(
  z
    .strictObject({
      paymentId: guidAnswer,
      billingAccountId: accountIdAnswer,
      invoiceNumber: documentNumberAnswer.describe(
        'The invoice that the payer named; if it is void, the one that replaced it was paid.',
      ),
      amount: moneyAnswer.describe('All of it, what is over and retained included.'),
      paidOn: dayAnswer.describe('The day the money came in, as the request says.'),
      reference: z.string().describe('What the bank’s statement says.'),
      recordedOn: dayAnswer.describe('Business today when it was recorded.'),
    })
    .meta({ id: 'Payment' }),
) {}
