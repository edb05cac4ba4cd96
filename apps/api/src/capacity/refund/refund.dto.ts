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
  quantity: wholeNumberField(1),
});

const scope = orNull(wordOf(['Reservation']));

export const calculateRefundBody = z.object({
  id: orNull(orderIdText),
  properties: z.object({ scope, reservationToReturn }),
});

export class CalculateRefundBodyDto extends createZodDto(calculateRefundBody) {}

export const returnBody = z.object({
  properties: z.object({
    sessionId: neededText('the GUID that CalculateRefund answered')
      .refine(isGuid, 'must be the GUID that CalculateRefund answered')
      .transform((text) => text.toLowerCase()),
    scope,
    reservationToReturn,
    returnReason: orNull(textField(REASON_LENGTH_MAX)),
  }),
});

export class ReturnBodyDto extends createZodDto(returnBody) {}

export class OperationPathDto extends createZodDto(
  z.object({
    operationId: z
      .string()
      .refine(isGuid, 'must be a GUID')
      .transform((text) => text.toLowerCase()),
  }),
) {}

export class ReservationPathDto extends createZodDto(
  z.object({ reservationOrderId: orderIdText, reservationId: reservationIdText }),
) {}
