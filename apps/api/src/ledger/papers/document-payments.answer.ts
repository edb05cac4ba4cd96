import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PAYMENT_MOVEMENT_KINDS } from '#read-models';
import { dayAnswer, guidAnswer, moneyAnswer } from '../answer-fields';

const movement = z
  .strictObject({
    paymentId: guidAnswer.describe(
      'Of the payment: it keeps its id when it moves to the paper that replaced this one.',
    ),
    on: dayAnswer,
    kind: z
      .enum(PAYMENT_MOVEMENT_KINDS)
      .describe(
        '`Received`: money that was recorded. `Card`: charged to the card on file. `RetainedCredit`: credit that was used (R-OUT-3). `Moved`: from a void paper to the one that replaced it, negative on the first. `Released`: what the replacement does not need; it is retained, or goes back to the card.',
      ),
    amount: moneyAnswer,
    reference: z.string().exactOptional().describe('As the payment was recorded with.'),
  })
  .meta({ id: 'PaymentMovement' });

export class DocumentPaymentsDto extends createZodDto(
  z.strictObject({ value: z.array(movement).describe('In the order in which they happened.') }),
) {}
