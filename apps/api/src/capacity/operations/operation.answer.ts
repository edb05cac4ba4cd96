import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { GUID_TEXT, OPERATION_ID } from '../answer-fields';
import { exchangeAnswer } from '../exchange/exchange.answer';
import { orderAnswer } from '../orders/order.answer';

/** What a poll is answered while a purchase or a return runs. */
export const runningAnswer = z
  .strictObject({ id: OPERATION_ID, name: GUID_TEXT, status: z.literal('Pending') })
  .meta({ id: 'RunningOperation' });

export class RunningAnswerDto extends createZodDto(runningAnswer) {}

/** What an operation comes to: the order of a purchase or a return, an exchange for itself. */
const operationResultAnswer: z.ZodType<object> = z
  .union([orderAnswer, exchangeAnswer])
  .meta({ id: 'OperationResult' });

export class OperationResultAnswerDto extends createZodDto(operationResultAnswer) {}
