import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { isGuid } from '#ledger-core';
import { neededText } from '../../http/needed-text';
import { textField } from '../../http/text-field';
import { wholeNumberField } from '../../http/whole-number-field';
import { orderIdText, reservationIdText } from '../resource-id';
import { orNull, wordOf } from '../words';

const REASON_LENGTH_MAX = 1_024;

const reservationToReturn = z.object({
  reservationId: reservationIdText,
  quantity: wholeNumberField(1).describe('How many of its units; at most what is left of it.'),
});

const scope = orNull(wordOf(['Reservation']));

export const calculateRefundBody = z
  .object({
    id: orNull(orderIdText).describe('The order of the path again, or left out.'),
    properties: z.object({ scope, reservationToReturn }),
  })
  .meta({ id: 'CalculateRefundRequest' });

export class CalculateRefundBodyDto extends createZodDto(calculateRefundBody) {}

export const returnBody = z
  .object({
    properties: z.object({
      sessionId: neededText('the GUID that CalculateRefund answered')
        .refine(isGuid, 'must be the GUID that CalculateRefund answered')
        .transform((text) => text.toLowerCase())
        .describe('The GUID that CalculateRefund answered.'),
      scope,
      reservationToReturn,
      returnReason: orNull(textField(REASON_LENGTH_MAX)).describe('Kept with the return.'),
    }),
  })
  .meta({ id: 'RefundRequest' });

export class ReturnBodyDto extends createZodDto(returnBody) {}

export class OperationPathDto extends createZodDto(
  z.object({
    operationId: z
      .string()
      .refine(isGuid, 'must be a GUID')
      .transform((text) => text.toLowerCase())
      .describe('The GUID that `Location` and `Azure-AsyncOperation` have.'),
  }),
) {}

export class ReservationPathDto extends createZodDto(
  z.object({ reservationOrderId: orderIdText, reservationId: reservationIdText }),
) {}
